//! The parser through its door: text in, tree or sentences out.

use super::*;
use crate::source::SourceMap;

fn read(text: &str) -> Result<ast::File, Vec<Diagnostic>> {
    let mut map = SourceMap::default();
    let id = map.add("test.zig", text, Origin::User);
    parse(id, &map)
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let tree = read(text).unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert_eq!(dump(&tree).trim_end(), expected.trim());
}

/// The first thing that is wrong, as `line:col: message`.
#[track_caller]
fn refuse(text: &str, expected: &str) {
    let mut map = SourceMap::default();
    let id = map.add("test.zig", text, Origin::User);
    let problems = parse(id, &map).expect_err("the text is wrong");
    let at = map.line_col(problems[0].primary);
    let said = format!("{}:{}: {}", at.line, at.col, problems[0].message);
    assert_eq!(said, expected, "\n{text}");
}

mod outline;
mod refusals;
mod robust;
mod scan;
mod trees;

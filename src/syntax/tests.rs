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

#[test]
fn precedence_is_that_of_zig() {
    check(
        "const a = !b.c and d + e * f << 2 == -g orelse h;",
        "(const a = (and (! (field b c)) (== (<< (+ d (* e f)) 2) (orelse (neg g) h))))",
    );
}

#[test]
fn a_file_with_statements_is_a_fragment() {
    check(
        "const std = @import(\"std\");\nconst n = 4;\nconst m = 5;\nfn f() usize { return n; }\n_ = f();\n",
        "(const std = (@import \"std\"))\n(const n = 4)\n(fn f () usize\n  (return n))\n(loose\n  (const m = 5)\n  (= _ (call f)))",
    );
}

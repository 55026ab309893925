//! What the README shows of the interface is made from the interface: its picture and its table of keys.
//! `UPDATE=1 cargo test --test screens` makes both again.

use std::path::{Path, PathBuf};

use undefer::front::tui::keys;
use undefer::front::tui::svg;

use crate::harness::Harness;

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Compares a file with what it should hold, or writes it.
#[track_caller]
fn assert_file(path: &str, expected: &str) {
    let path = root(path);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, expected).expect("the file can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "{} is stale: UPDATE=1 makes it again",
        path.display()
    );
}

#[test]
fn the_picture_is_what_the_interface_shows() {
    let harness = Harness::misuse(120, 40);
    assert_file("tests/screens/pair.svg", &svg::picture(&harness.buffer()));
}

const BEGIN: &str = "<!-- keys: made from the table in src/front/tui/keys.rs -->\n";
const END: &str = "<!-- end of keys -->";

#[test]
fn the_readme_has_the_keys_of_the_table() {
    let readme = std::fs::read_to_string(root("README.md")).expect("there is a README");
    let begin = readme
        .find(BEGIN)
        .expect("the README marks where the keys begin")
        + BEGIN.len();
    let end = begin
        + readme[begin..]
            .find(END)
            .expect("the README marks where the keys end");
    let expected = format!(
        "{}\n{}{}",
        &readme[..begin],
        keys::markdown(),
        &readme[end..]
    );
    assert_file("README.md", &expected);
}

#[test]
fn the_readme_shows_the_picture() {
    let readme = std::fs::read_to_string(root("README.md")).expect("there is a README");
    assert!(readme.contains("](tests/screens/pair.svg)"));
}

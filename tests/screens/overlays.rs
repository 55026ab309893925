//! What opens on top of the panes or in their place: help, prompts, findings, the list of samples, a file that
//! does not compile.

use insta::assert_snapshot;
use undefer::diag::Diagnostic;
use undefer::front::tui::app::Stage;
use undefer::front::tui::loader::{Choice, Loaded, Loader, Opened};
use undefer::source::{Origin, SourceMap, Span};

use crate::fixture::pair;
use crate::harness::Harness;

fn at(width: u16, height: u16) -> Harness {
    Harness::new(pair(), width, height).open(Choice::Sample("pair.zig"))
}

#[test]
fn help_on_a_small_screen() {
    let mut harness = at(80, 24);
    let first = harness.keys("?").screen();
    assert_snapshot!(first + &harness.keys("<PageDown>").screen());
}

#[test]
fn help_on_the_smallest_screen() {
    assert_snapshot!(at(40, 12).keys("?").screen());
}

#[test]
fn help_of_a_pane() {
    assert_snapshot!(at(80, 24).keys("3<F1>").screen());
}

#[test]
fn a_command_with_completion() {
    assert_snapshot!(at(80, 24).keys(":re<Tab>").screen());
}

#[test]
fn a_refusal_says_why() {
    assert_snapshot!(at(80, 24).keys("n").screen());
}

#[test]
fn the_report() {
    assert_snapshot!(at(80, 24).keys(":report<Enter>").screen());
}

#[test]
fn the_list_of_samples() {
    let mut harness = Harness::new(pair(), 80, 24);
    harness.app.stage = Stage::Choosing(Default::default());
    let mut all = harness.keys("<Down>").screen();
    all.push_str(&harness.resize(120, 40).screen());
    all.push_str(&harness.resize(40, 12).screen());
    assert_snapshot!(all);
}

#[test]
fn enter_opens_the_chosen_sample() {
    let mut harness = Harness::new(pair(), 80, 24);
    harness.app.stage = Stage::Choosing(Default::default());
    assert!(
        harness
            .keys("<Down><Enter>")
            .screen()
            .contains("USE AFTER FREE")
    );
}

/// Never compiles.
struct Broken;

const BROKEN: &str = "const std = @import(\"std\");\n\npub fn main() void {\n    const a: i32 = \"日本\";\n\tvar b = ;\n}\n";

impl Loader for Broken {
    fn load(&mut self, choice: &Choice) -> Result<Loaded, String> {
        let mut sources = SourceMap::default();
        let file = sources.add("broken.zig", BROKEN, Origin::User);
        let span = |text: &str| {
            let start = BROKEN.find(text).expect("it is there");
            Span::new(file, start, start + text.len())
        };
        let diagnostics = vec![
            Diagnostic::error(
                "type-mismatch",
                span("\"日本\""),
                "expected type 'i32', found '*const [6:0]u8'",
            )
            .here("this is a string")
            .label(span("i32"), "the type asked for here")
            .hint("write `const a: []const u8 = ...` for a text"),
            Diagnostic::error("syntax", span(";\n}"), "expected an expression"),
            Diagnostic::warning("unused", span("b ="), "unused local variable"),
        ];
        let opened = Opened {
            choice: choice.clone(),
            name: "broken.zig".into(),
            sources,
            file,
            diagnostics,
            runs: false,
        };
        Ok(Loaded {
            opened,
            session: None,
        })
    }
}

#[test]
fn a_file_that_does_not_compile() {
    let mut harness = Harness::new(Broken, 80, 24).open(Choice::File("broken.zig".into()));
    let mut all = harness.screen();
    all.push_str(&harness.keys("<Down>").resize(120, 40).screen());
    all.push_str(&harness.resize(40, 12).screen());
    assert_snapshot!(all);
}

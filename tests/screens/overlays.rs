//! What opens on top of the panes or in their place: help, prompts, findings, the list of samples, a file that
//! does not compile.

use insta::assert_snapshot;
use undefer::front::tui::app::Stage;

use crate::fixture::Listening;
use crate::harness::Harness;

fn at(width: u16, height: u16) -> Harness {
    Harness::misuse(width, height)
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
    let mut harness = Harness::new(Listening::default(), 80, 24);
    harness.app.stage = Stage::Choosing(Default::default());
    let mut all = harness.keys("<Down>").screen();
    all.push_str(&harness.resize(120, 40).screen());
    all.push_str(&harness.resize(40, 12).screen());
    assert_snapshot!(all);
}

#[test]
fn enter_opens_the_chosen_sample() {
    let mut harness = Harness::new(Listening::default(), 80, 24);
    harness.app.stage = Stage::Choosing(Default::default());
    assert!(
        harness
            .keys("<Down><Enter>")
            .screen()
            .contains("create.zig   t 1/")
    );
}

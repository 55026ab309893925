//! The moment of the misuse at every size and in every dress.

use insta::assert_snapshot;
use undefer::front::tui::loader::Choice;
use undefer::front::tui::settings::Settings;
use undefer::front::tui::theme::{Palette, Theme};

use crate::fixture::Listening;
use crate::harness::Harness;

fn at(width: u16, height: u16) -> Harness {
    Harness::misuse(width, height)
}

#[test]
fn classic_80x24() {
    assert_snapshot!(at(80, 24).screen());
}

#[test]
fn roomy_120x40() {
    assert_snapshot!(at(120, 40).screen());
}

#[test]
fn large_200x60() {
    assert_snapshot!(at(200, 60).screen());
}

#[test]
fn wide_but_low_170x40() {
    assert_snapshot!(at(170, 40).screen());
}

#[test]
fn pocket_40x12() {
    let mut small = at(40, 12);
    let mut all = small.screen();
    for pane in ["2", "3", "4", "5", "6"] {
        all.push_str(&small.keys(pane).keys("<wait>").screen());
    }
    assert_snapshot!(all);
}

#[test]
fn ascii_80x24() {
    let theme = Theme {
        palette: Palette::Mono,
        ascii: true,
    };
    let settings = Settings {
        theme,
        ..Settings::default()
    };
    let loader = Listening::default();
    let screen = Harness::with(loader, 80, 24, settings)
        .open(Choice::Sample("pair.zig"))
        .keys("c")
        .screen();
    assert!(screen.is_ascii());
    assert_snapshot!(screen);
}

#[test]
fn every_view_of_the_heap() {
    let mut harness = at(80, 24);
    let mut all = String::new();
    harness.keys("z3<wait>z");
    for _ in 0..5 {
        all.push_str(&harness.keys("v").screen());
    }
    assert_snapshot!(all);
}

//! The moment of the misuse at every size and in every dress.

use insta::assert_snapshot;
use ratatui::buffer::Buffer;
use ratatui::style::Color;
use undefer::front::tui::loader::Choice;
use undefer::front::tui::settings::Settings;
use undefer::front::tui::theme::{Palette, Theme};

use crate::fixture::Listening;
use crate::harness::{Harness, text};

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

/// What the marks of the misuse look like in every theme; each has its word or sign as well.
#[test]
fn every_theme() {
    let words = [
        "pair.zig",
        "USE AFTER FREE",
        "1 source",
        "2 stack",
        "pub",
        "i32",
        "5;",
        "19 >",
        "p.* = 5",
        "DANGLING",
        "#1",
        "#2",
        "live",
        "FREED",
        "was 42",
        "!! use",
        "errdefer",
        "alloc ",
        "FAULT",
        "\u{d7}",
        "\u{25bc}",
        "?=help",
    ];
    let mut all = String::new();
    for (name, palette) in Palette::ALL {
        let ascii = false;
        let settings = Settings {
            theme: Theme { palette, ascii },
            ..Settings::default()
        };
        let mut harness =
            Harness::with(Listening::default(), 120, 40, settings).open(Choice::Sample("pair.zig"));
        let buffer = harness.keys("c").buffer();
        all.push_str(&format!("{name}\n"));
        for word in words {
            all.push_str(&format!("  {word:<16}{}\n", look(&buffer, word)));
        }
    }
    assert_snapshot!(all);
}

/// The style of the first place where a word stands.
fn look(buffer: &Buffer, word: &str) -> String {
    let rows: Vec<String> = text(buffer).lines().map(str::to_string).collect();
    let found = rows.iter().zip(0..).find_map(|(row, y)| {
        let column = row[..row.find(word)?].chars().count();
        Some(&buffer[(column as u16, y)])
    });
    let Some(cell) = found else {
        return "(not there)".into();
    };
    let style = cell.style();
    let colour = |colour: Option<Color>| format!("{:?}", colour.unwrap_or_default());
    let fg = colour(style.fg).replace("Reset", "-");
    format!("{fg:<14}{:?}", style.add_modifier)
}

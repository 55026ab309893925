//! What a beginner must see without asking: the cause beside a misuse, what leaks, what an error would do, what
//! differs from a mark.

use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use undefer::front::tui::action::PaneId;
use undefer::front::tui::loader::Choice;
use undefer::front::tui::view;

use crate::fixture::Listening;
use crate::harness::Harness;
use crate::saved::Saved;

#[track_caller]
fn assert_shows(harness: &Harness, texts: &[&str]) {
    let screen = harness.screen();
    for text in texts {
        assert!(screen.contains(text), "`{text}` is not in\n{screen}");
    }
}

#[test]
fn at_a_misuse_the_line_that_freed_says_so() {
    let harness = Harness::misuse(80, 24);
    assert_shows(
        &harness,
        &[
            "gpa.destroy(p);           #2 freed",
            "which main freed at t 13, L18",
        ],
    );
}

#[test]
fn at_the_end_the_line_that_leaks_is_in_sight() {
    let mut harness = Harness::sample("leak.zig", 80, 24);
    harness.keys("c");
    assert_shows(
        &harness,
        &[
            "! #1 leaks",
            "1 block leaked (10 B)",
            "never freed: #1",
            "e = story",
        ],
    );
}

const FAILS: &str = "const std = @import(\"std\");

fn risky(n: u32) !u32 {
    if (n > 2) return error.TooLarge;
    return n;
}

pub fn main() !void {
    var sum: u32 = 0;
    for (0..5) |i| sum += try risky(@intCast(i));
    std.debug.print(\"{d}\\n\", .{sum});
}
";

#[test]
fn the_story_of_an_error_can_be_walked() {
    let file = Saved::new("fails.zig", FAILS);
    let mut harness = file.open();
    harness.keys("c");
    assert_shows(
        &harness,
        &[
            "main returned error.TooLarge",
            "error.TooLarge began in risky, L4",
        ],
    );
    assert_shows(&harness, &["! error.TooLarge"]);
    harness.keys("ee");
    assert_shows(
        &harness,
        &["> 1  t", "<- risky returns it", " 4 >     if (n > 2)"],
    );
}

#[test]
fn what_an_error_would_do_is_told_before_it_comes() {
    let mut harness = Harness::sample("pair.zig", 80, 24);
    harness.keys("8s");
    assert_shows(&harness, &["an error now: 1, 2 run"]);
    let mut harness = Harness::sample("leak.zig", 120, 40);
    harness.keys(":goto line:20<Enter>");
    assert_shows(&harness, &["if main returned an error now: #2 would leak"]);
    // At the misuse nothing runs any more.
    assert!(!Harness::misuse(80, 24).screen().contains("an error now"));
}

#[test]
fn a_difference_stays_in_the_panes_until_it_is_ended() {
    let mut harness = Harness::sample("dynarray.zig", 80, 24);
    harness.keys("10nma5nd");
    assert_shows(
        &harness,
        &[
            "[diff a]",
            "#2~",
            "then live { 0, 10, 20",
            ">~t61",
            "5 things differ from mark a",
        ],
    );
    harness.keys("N");
    assert_shows(&harness, &["4 things differ", "~list"]);
    harness.keys("d");
    let screen = harness.screen();
    assert!(
        !screen.contains("[diff a]") && !screen.contains("#2~"),
        "{screen}"
    );
}

#[test]
fn the_next_thing_that_one_does_puts_the_help_away() {
    let mut harness = Harness::sample("pair.zig", 80, 24);
    harness.keys("?nn");
    assert_shows(&harness, &["t 3/14"]);
    assert!(!harness.screen().contains("Move through time"));
}

const MANY: &str = "const std = @import(\"std\");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var all: [9]*u32 = undefined;
    for (&all) |*slot| slot.* = try gpa.create(u32);
    for (all[0..8]) |one| gpa.destroy(one);
    all[1].* = 4;
}
";

#[test]
fn many_blocks_are_one_curve_and_the_misused_one_keeps_its_row() {
    let file = Saved::new("many.zig", MANY);
    let mut harness = file.open();
    harness.keys("c");
    let screen = harness.screen();
    let strip: Vec<&str> = screen.lines().skip(20).collect();
    assert!(
        strip[0].starts_with(" all") && strip[0].ends_with('9') && strip[0].contains('█'),
        "{screen}"
    );
    assert!(
        strip[1].starts_with(" #2 ") && strip[1].trim_end().ends_with('!'),
        "{screen}"
    );
}

#[test]
fn a_program_that_only_prints_shows_that_in_place_of_an_empty_log() {
    let mut harness = Harness::sample("stack.zig", 80, 24);
    harness.keys("c");
    assert_shows(&harness, &["6 output", "5! = 120"]);
    harness.keys("5");
    assert_shows(&harness, &["5 log"]);
}

#[test]
fn keys_that_come_before_the_program_are_not_lost() {
    let choice = Choice::Sample("pair.zig");
    let mut harness = Harness::new(Listening::default(), 80, 24);
    harness.keys("nn");
    assert_shows(&harness, &["the program is not ready yet"]);
    let harness = harness.open(choice);
    assert_shows(&harness, &["t 3/14"]);
}

#[test]
fn an_undone_jump_brings_back_what_was_chosen() {
    let mut harness = Harness::sample("pair.zig", 80, 24);
    harness.keys("c3<Down><Down>");
    let chosen = harness.app.heap.cursor;
    assert!(chosen.is_some());
    // Enter goes to the birth of the block; there one looks at something else.
    harness.keys("<Enter>2<Down>");
    assert_ne!(harness.app.focus, PaneId::Heap);
    harness.keys("u");
    assert_shows(&harness, &["t 14/14"]);
    assert_eq!(
        (harness.app.focus, harness.app.heap.cursor),
        (PaneId::Heap, chosen)
    );
}

/// How long a picture of the whole screen takes; `--nocapture` shows it. In a build for release it is a
/// fraction of a millisecond; here it must only not be a mistake.
#[test]
fn drawing_is_cheap() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let harness = Harness::misuse(width, height);
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let start = Instant::now();
        for _ in 0..50 {
            view::draw(&harness.app, &mut buffer);
        }
        let each = start.elapsed() / 50;
        println!("{width}x{height}: {each:?} a picture");
        assert!(
            each < Duration::from_millis(100),
            "{width}x{height}: {each:?}"
        );
    }
}

const DEEP: &str = "fn down(n: u32) u32 {
    if (n == 0) return 0;
    return 1 + down(n - 1);
}

pub fn main() void {
    _ = down(200);
}
";

#[test]
fn a_deep_stack_says_how_deep_it_is() {
    let file = Saved::new("deep.zig", DEEP);
    let mut harness = file.open();
    harness.keys(":goto line:2#101<Enter>");
    assert_shows(&harness, &["102 frames"]);
    harness.keys("2<Down><End>");
    assert_shows(&harness, &["and 38 more frames below"]);
}

//! Keys and mouse do what the table says, in every pane.

use std::time::Instant;

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use undefer::front::tui::action::PaneId;
use undefer::front::tui::app::Overlay;
use undefer::front::tui::update::{Effect, Msg};

use crate::fixture::asked;
use crate::harness::Harness;

fn at(width: u16, height: u16) -> Harness {
    Harness::misuse(width, height)
}

/// What the session is asked for when these keys are pressed.
#[track_caller]
fn check(keys: &str, commands: &[&str]) {
    at(80, 24).keys(keys);
    assert_eq!(asked(), commands, "{keys}");
}

#[test]
fn lower_case_goes_forwards_and_upper_case_back() {
    check(
        "sSnNoOcCiI",
        &[
            "step",
            "reverse-step",
            "next",
            "reverse-next",
            "finish",
            "reverse-finish",
            "continue",
            "reverse-continue",
            "stepi",
            "reverse-stepi",
        ],
    );
    check(
        "][}{)(!@",
        &[
            "event any",
            "reverse-event any",
            "event memory",
            "reverse-event memory",
            "event defer",
            "reverse-event defer",
            "event trouble",
            "reverse-event trouble",
        ],
    );
    check("gGuU", &["goto start", "goto end", "undo", "redo"]);
}

#[test]
fn numbers_count_and_alone_they_choose_panes() {
    check("12n", &["next 12"]);
    check("3S", &["reverse-step 3"]);
    check("41G50%", &["goto 41", "goto 50%"]);
    check("9<Esc>n", &["next"]);
    // Long after the digit, the digit was a pane.
    check("3<wait>n", &["next"]);
    let mut harness = at(80, 24);
    assert_eq!(harness.keys("3").app.focus, PaneId::Heap);
    // Every digit shows its pane, until the key after them says that a number was meant.
    assert_eq!(harness.keys("<wait>12").app.focus, PaneId::Stack);
    assert_eq!(harness.keys("S").app.focus, PaneId::Heap);
    assert_eq!(asked(), ["reverse-step 12"]);
    // Who looks through the panes must not wait in between.
    assert_eq!(harness.keys("<wait>23<Down>").app.focus, PaneId::Heap);
}

/// Where the run stands.
fn step(harness: &Harness) -> u64 {
    let snapshot = harness.app.snapshot.as_ref();
    snapshot.expect("a program runs").moment.step
}

#[test]
fn marks_take_a_letter() {
    check("ma'a", &["mark a", "goto a"]);
    check("m<Esc>n", &["next"]);
}

#[test]
fn questions_are_about_the_cursor() {
    check("2<Down><Down><Down>w", &["last-write items"]);
    check("2<Down><Down><Down><Down>x", &["who-freed p"]);
    check("3<Down>a", &["who-allocated #1"]);
    check("5<Up>p", &["who-points #2"]);
    // Without a cursor they are about what is wrong.
    check("y", &["next-use #2"]);
    check("e", &["explain"]);
    check("3<Down><Down>e", &["explain #2"]);
}

#[test]
fn the_cursor_of_the_source_is_for_runs_and_breakpoints() {
    check("<Up><Up>.,", &["until 17", "reverse-until 17"]);
    check("<Up>b", &["break 18"]);
    check("<Up>bb", &["break 18", "delete 1"]);
    check("10<Up><Enter>", &["until 9"]);
}

#[test]
fn rows_are_jumps() {
    let mut harness = at(80, 24);
    harness.keys("5<Up><Enter>");
    assert_eq!(step(&harness), 13, "the row before that of the fault");
    check("4<Down><Enter>", &["goto 3"]);
    check("3<Enter>", &[]);
    check("3<Down><Enter>", &["goto #1:alloc"]);
}

#[test]
fn typed_commands_go_to_the_session() {
    check(":goto fault<Enter>", &["goto fault"]);
    check(":41<Enter>", &["goto 41"]);
    check(":nonsense<Enter>", &[]);
    check(":set spoilers off<Enter>", &[]);
    check(":print p<Enter>:<Up><Enter>", &["print p", "print p"]);
}

#[test]
fn things_on_top_close_before_the_program_ends() {
    let mut harness = at(80, 24);
    harness.keys("?q");
    assert_eq!(harness.app.overlay, Overlay::None);
    assert_eq!(harness.outside, []);
    harness.keys("q");
    assert_eq!(harness.outside, [Effect::Quit]);
}

#[test]
fn control_c_twice_quits() {
    let mut harness = at(80, 24);
    harness.keys("<Ctrl-C>n<Ctrl-C>");
    assert_eq!(harness.outside, []);
    harness.keys("<Ctrl-C>");
    assert_eq!(harness.outside, [Effect::Quit]);
}

#[test]
fn search_moves_while_typing_and_goes_on_with_enter() {
    let mut harness = at(80, 24);
    harness.keys("/destroy");
    assert_eq!(
        harness.app.source.cursor,
        Some(5),
        "around the end of the text"
    );
    harness.keys("<Enter>/<Enter>");
    assert_eq!(harness.app.source.cursor, Some(7));
    harness.keys("/gpa.free<Esc>");
    assert_eq!(harness.app.source.cursor, Some(7), "Esc comes back");
}

#[test]
fn without_spoilers_the_future_is_not_there() {
    let mut harness = Harness::sample("pair.zig", 120, 40);
    assert!(harness.screen().contains("FAULT"));
    assert!(harness.screen().contains("t 1 of 14"));
    assert!(harness.screen().contains("ends with USE AFTER FREE"));
    let screen = harness.keys(":set spoilers off<Enter>").screen();
    assert!(!screen.contains("FAULT"));
    assert!(!screen.contains("of 14"));
    assert!(!screen.contains("USE AFTER FREE"));
}

#[test]
fn zoom_and_borders() {
    let mut harness = at(80, 24);
    harness.keys("3z");
    assert_eq!(harness.app.layout.panes.len(), 1);
    harness.keys("z1<wait>+");
    assert_eq!(
        harness.app.layout.area(PaneId::Source).map(|a| a.width),
        Some(46)
    );
    harness.keys("=");
    assert_eq!(
        harness.app.layout.area(PaneId::Source).map(|a| a.width),
        Some(45)
    );
}

fn mouse(
    harness: &mut Harness,
    kind: MouseEventKind,
    column: u16,
    row: u16,
    modifiers: KeyModifiers,
) {
    let event = MouseEvent {
        kind,
        column,
        row,
        modifiers,
    };
    harness.feed(Msg::Mouse(event, Instant::now()));
}

const LEFT: MouseEventKind = MouseEventKind::Down(MouseButton::Left);
const RIGHT: MouseEventKind = MouseEventKind::Down(MouseButton::Right);

#[test]
fn the_mouse_chooses_jumps_and_scrubs() {
    let mut harness = at(80, 24);
    // A line of the source, then its gutter, then with Ctrl, then with the right button.
    mouse(&mut harness, LEFT, 20, 6, KeyModifiers::NONE);
    assert_eq!(harness.app.source.cursor, Some(16));
    assert_eq!(asked(), [""; 0]);
    let clicks = [
        (LEFT, 3, KeyModifiers::NONE, "break 17"),
        (LEFT, 20, KeyModifiers::CONTROL, "until 17"),
        (RIGHT, 20, KeyModifiers::NONE, "reverse-until 17"),
    ];
    for (kind, column, modifiers, command) in clicks {
        mouse(&mut harness, kind, column, 7, modifiers);
        assert_eq!(asked(), [command]);
    }
    // The left end of the strip, and the wheel on it.
    mouse(&mut harness, LEFT, 4, 22, KeyModifiers::NONE);
    mouse(
        &mut harness,
        MouseEventKind::Up(MouseButton::Left),
        4,
        22,
        KeyModifiers::NONE,
    );
    mouse(
        &mut harness,
        MouseEventKind::ScrollUp,
        4,
        22,
        KeyModifiers::NONE,
    );
    assert_eq!(asked(), ["goto 1", "reverse-step"]);
    // A double click on a row of the log goes there.
    mouse(&mut harness, LEFT, 50, 15, KeyModifiers::NONE);
    mouse(&mut harness, LEFT, 50, 15, KeyModifiers::NONE);
    assert_eq!(step(&harness), 5);
}

#[test]
fn borders_can_be_dragged() {
    let mut harness = at(80, 24);
    mouse(&mut harness, LEFT, 44, 5, KeyModifiers::NONE);
    mouse(
        &mut harness,
        MouseEventKind::Drag(MouseButton::Left),
        30,
        5,
        KeyModifiers::NONE,
    );
    assert_eq!(
        harness.app.layout.area(PaneId::Source).map(|a| a.width),
        Some(30)
    );
}

#[test]
fn a_visit_lasts_until_its_line_is_left() {
    // `if (size > 32) return error.TooBig;` has two statements.
    let mut harness = Harness::sample("errdefer.zig", 80, 24);
    harness.keys(":goto line:9#2<Enter>");
    let before = step(&harness);
    assert!(harness.screen().contains("visit 2 of 2"));
    harness.keys("s");
    assert_eq!(step(&harness), before + 1);
    assert!(harness.screen().contains("line 9 "));
    assert!(harness.screen().contains("visit 2 of 2"));
}

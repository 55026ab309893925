//! Random keys, clicks and sizes: nothing that can be pressed may break the interface.

use std::time::Instant;

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use undefer::front::samples::SAMPLES;
use undefer::front::tui::keys::TABLE;
use undefer::front::tui::update::{Effect, Msg};

use crate::harness::Harness;

/// The same keys in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % sides
    }
}

const SIZES: [(u16, u16); 10] = [
    (80, 24),
    (120, 40),
    (200, 60),
    (40, 12),
    (1, 1),
    (3, 2),
    (79, 23),
    (170, 30),
    (20, 100),
    (300, 5),
];

fn random(dice: &mut Dice) -> Vec<String> {
    match dice.roll(20) {
        0 => vec![
            ":".into(),
            "goto 3".chars().take(dice.roll(7)).collect(),
            "<Tab>".into(),
            "<Enter>".into(),
        ],
        1 => vec!["/".into(), "p".into(), "<Enter>".into()],
        2 => vec!["<wait>".into()],
        3 => vec![
            char::from(b' ' + dice.roll(95) as u8)
                .to_string()
                .replace('<', "<Esc>"),
        ],
        4 => vec![format!("{}", 1 + dice.roll(120))],
        _ => {
            let binding = &TABLE[dice.roll(TABLE.len())];
            let key = binding.keys[dice.roll(binding.keys.len())];
            vec![if key.len() == 1 && key != "<" {
                key.into()
            } else if key == "<" {
                ",".into()
            } else {
                format!("<{key}>")
            }]
        }
    }
}

fn click(harness: &mut Harness, dice: &mut Dice) {
    let (width, height) = harness.app.size;
    let kinds = [
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::Down(MouseButton::Right),
        MouseEventKind::Drag(MouseButton::Left),
        MouseEventKind::Up(MouseButton::Left),
        MouseEventKind::ScrollDown,
        MouseEventKind::ScrollUp,
    ];
    let event = MouseEvent {
        kind: kinds[dice.roll(kinds.len())],
        column: dice.roll(width as usize) as u16,
        row: dice.roll(height as usize) as u16,
        modifiers: if dice.roll(5) == 0 {
            KeyModifiers::CONTROL
        } else {
            KeyModifiers::NONE
        },
    };
    harness.feed(Msg::Mouse(event, Instant::now()));
}

/// What must hold whatever was pressed.
fn check(harness: &Harness) {
    let app = &harness.app;
    assert!(
        app.layout.area(app.focus).is_some(),
        "the pane with the keys is on the screen"
    );
    assert!(app.waiting.is_empty(), "every command was answered");
    let screen = harness.buffer();
    for cell in screen.content() {
        assert!(!cell.symbol().chars().any(char::is_control));
    }
}

fn storm(harness: &mut Harness, dice: &mut Dice, presses: usize) {
    for round in 0..presses {
        if dice.roll(60) == 0 {
            let (width, height) = SIZES[dice.roll(SIZES.len())];
            harness.resize(width, height);
        }
        if dice.roll(6) == 0 {
            click(harness, dice);
        }
        for keys in random(dice) {
            harness.keys(&keys);
        }
        harness
            .outside
            .retain(|effect| !matches!(effect, Effect::Quit));
        if round % 16 == 0 {
            check(harness);
        }
    }
}

/// What a moment looks like, without what depends on the way there.
fn moment(harness: &Harness) -> String {
    let snapshot = harness.app.snapshot.as_ref().expect("a program runs");
    let mut text = format!(
        "{:?} {:?} {:?}\n{:?}\n",
        snapshot.moment, snapshot.position, snapshot.totals, snapshot.output.past
    );
    for frame in &snapshot.frames {
        text += &format!("{} L{}\n", frame.function, frame.location.line);
        for local in &frame.locals {
            text += &format!("  {} = {}\n", local.name, local.value.text);
        }
    }
    text
}

/// How many keys are pressed in all; more with `UNDEFER_KEYS=100000`.
fn presses() -> usize {
    let wish = std::env::var("UNDEFER_KEYS").ok();
    wish.and_then(|n| n.parse().ok()).unwrap_or(2200)
}

#[test]
fn any_keys_leave_the_screen_and_the_session_sound() {
    for (seed, sample) in SAMPLES.iter().enumerate() {
        let mut dice = Dice(seed as u64);
        let mut harness = Harness::sample(sample.name, 80, 24);
        storm(&mut harness, &mut dice, presses() / SAMPLES.len());
        // Wherever that led: a session that goes there at once sees the same.
        harness.keys("<Esc><Esc><Esc><Esc><Esc>");
        let tick = harness.app.snapshot.as_ref().expect("it runs").moment.tick;
        let mut fresh = Harness::sample(sample.name, 80, 24);
        fresh.keys(&format!(":goto tick:{tick}<Enter>"));
        harness.resize(80, 24);
        assert_eq!(moment(&harness), moment(&fresh), "{}", sample.name);
    }
}

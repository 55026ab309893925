//! The lines around the panes: what and when on top, a sentence and the keys below.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::debug::command::Motion;
use crate::debug::view::{Ending, Recording, Snapshot, State};

use super::action::Action;
use super::action::{Ask, PaneId};
use super::app::{App, Letter, Program, Tone};
use super::keys::{self, Mode};
use super::layout::Tier;
use super::panes::wipe;
use super::text::{Line, counted, grouped};
use super::theme::Meaning;

/// ` pair.zig   t 14/14   line 18   USE AFTER FREE of #2        [REC]   ?=help`
pub fn top(app: &App, buffer: &mut Buffer) {
    let area = app.layout.top;
    if area.is_empty() {
        return;
    }
    wipe(area, buffer);
    let theme = app.theme();
    let title = theme.style(Meaning::Title);
    let mut line = Line::of(Style::new(), " ");
    if app.layout.tier >= Tier::Medium {
        line.push(theme.style(Meaning::Quiet), "undefer  ");
    }
    line.push(title, app.program.as_ref().map_or("", Program::short_name));
    let gap = if app.layout.tier == Tier::Pocket {
        " "
    } else {
        "   "
    };
    if let Some(snapshot) = &app.snapshot {
        line.push(Style::new(), gap);
        moment(app, snapshot, gap, &mut line);
    } else {
        line.push(theme.style(Meaning::Quiet), &format!("{gap}starting"));
    }
    let help = if app.layout.tier == Tier::Pocket {
        0
    } else {
        9
    };
    let room = (area.width as usize).saturating_sub(line.width() + help);
    let mut right = badges(app, room);
    if app.layout.tier != Tier::Pocket {
        right.push(
            theme.style(Meaning::Key),
            &app.keymap.shown_for(Action::Help),
        );
        right.push(theme.style(Meaning::Quiet), "=help ");
    }
    line.right(right, area.width as usize, theme.glyphs().cut);
    line.draw(buffer, area.x, area.y, area.width, theme.glyphs().cut);
}

fn moment(app: &App, snapshot: &Snapshot, gap: &str, line: &mut Line) {
    let theme = app.theme();
    let moment = &snapshot.moment;
    let of = if app.layout.tier >= Tier::Medium {
        " of "
    } else {
        "/"
    };
    line.push(
        theme.style(Meaning::Present),
        &format!("t {}", grouped(moment.step)),
    );
    if app.settings.spoilers {
        line.push(Style::new(), &format!("{of}{}", grouped(moment.last_step)));
    }
    if moment.library_steps > 0 {
        line.push(
            theme.style(Meaning::Quiet),
            &format!("+{}", grouped(moment.library_steps)),
        );
    }
    let word = if app.layout.tier == Tier::Pocket {
        "L"
    } else {
        "line "
    };
    if let Some(position) = &snapshot.position {
        line.push(Style::new(), &format!("{gap}{word}{}", position.line));
    }
    let status = &snapshot.status;
    if !status.headline.is_empty() {
        line.push(Style::new(), gap);
        line.push(
            theme.style(headline_meaning(&status.state)),
            &status.headline,
        );
    } else if app.layout.sentence.is_empty() {
        line.push(Style::new(), gap);
        line.append(news(app, snapshot));
    }
}

fn headline_meaning(state: &State) -> Meaning {
    match state {
        State::Fault | State::Panicked => Meaning::Misuse,
        State::Failed | State::Limit => Meaning::Error,
        State::Exited => Meaning::Good,
        State::Paused => Meaning::Title,
    }
}

/// What is to be known all the time, as far as `room` goes: how the run ends matters more than warnings.
fn badges(app: &App, room: usize) -> Line {
    let theme = app.theme();
    let mut line = Line::new();
    if let Some(diff) = &app.diff {
        line.push(
            theme.style(Meaning::Changed),
            &format!("[diff {}] ", diff.mark),
        );
    }
    // One digit alone has chosen a pane; it may still become a number.
    if let Some(count) = app.pending.count.filter(|_| app.pending.digits > 1) {
        line.push(theme.style(Meaning::Key), &format!("{count} "));
    }
    let warnings = app.program.as_ref().map_or(0, |p| p.diagnostics.len());
    if warnings > 0 && app.layout.tier != Tier::Pocket {
        let text = format!("[{}] ", counted(warnings as u64, "warning"));
        if line.width() + text.len() < room {
            line.push(theme.style(Meaning::Warning), &text);
        }
    }
    if is_slow(app) {
        let far = match app.progress {
            0 => String::new(),
            ticks if app.layout.tier >= Tier::Medium => {
                format!(" at instruction {}", short_number(ticks))
            }
            ticks => format!(" {}", short_number(ticks)),
        };
        let stop = app.keymap.shown_for(Action::Interrupt);
        let text = format!("[working{far}: {stop} stops] ");
        line.push(theme.style(Meaning::Warning), &text);
    }
    match app.snapshot.as_ref().map(|s| &s.recording) {
        Some(Recording::Running) => line.push(theme.style(Meaning::Warning), "[REC] "),
        Some(Recording::Full(_)) => line.push(theme.style(Meaning::Warning), "[REC full] "),
        _ => {}
    }
    line
}

/// Something takes longer than people notice.
pub fn is_slow(app: &App) -> bool {
    match (app.waiting.front(), app.now) {
        (Some(&sent), Some(now)) => now.duration_since(sent) > Duration::from_millis(400),
        _ => false,
    }
}

/// `950`, `12 k`, `3.4 M`: for a number that runs.
fn short_number(number: u64) -> String {
    match number {
        0..10_000 => number.to_string(),
        10_000..1_000_000 => format!("{} k", number / 1_000),
        _ => format!("{}.{} M", number / 1_000_000, number / 100_000 % 10),
    }
}

/// A row of its own for sentences, where there is room for one.
pub fn sentence(app: &App, buffer: &mut Buffer) {
    let area = app.layout.sentence;
    if !area.is_empty() {
        say(app, area, buffer);
    }
}

/// A message, or what just happened.
fn say(app: &App, area: Rect, buffer: &mut Buffer) {
    wipe(area, buffer);
    let theme = app.theme();
    let mut line = Line::of(Style::new(), " ");
    if let Some(message) = &app.message {
        let meaning = if message.tone == Tone::Refusal {
            Meaning::Warning
        } else {
            Meaning::Plain
        };
        line.push(theme.style(meaning), &message.text);
    } else if let Some(snapshot) = &app.snapshot {
        line.append(news(app, snapshot));
        if is_bad(snapshot) {
            let mut hint = Line::of(theme.style(Meaning::Key), &app.keymap.shown_for(EXPLAIN));
            let word = match app.layout.tier {
                Tier::Pocket => " ",
                Tier::Small => " = story ",
                Tier::Medium | Tier::Large => " = whole story ",
            };
            hint.push(theme.style(Meaning::Quiet), word);
            line.right(hint, area.width as usize, theme.glyphs().cut);
        }
    }
    line.draw(buffer, area.x, area.y, area.width, theme.glyphs().cut);
}

const EXPLAIN: Action = Action::Ask(Ask::Explain);

/// What just happened; before anything has, where it is worth to go.
fn news(app: &App, snapshot: &Snapshot) -> Line {
    let theme = app.theme();
    let sentence = &snapshot.status.sentence;
    if !sentence.is_empty() || snapshot.moment.step > 1 || app.layout.tier == Tier::Pocket {
        return Line::of(theme.style(Meaning::Plain), sentence);
    }
    let key = |action| Line::of(theme.style(Meaning::Key), &app.keymap.shown_for(action));
    let plain = theme.style(Meaning::Plain);
    let roomy = !app.layout.sentence.is_empty();
    let bad = bad_ending(snapshot).filter(|_| app.settings.spoilers);
    let mut line = Line::new();
    match bad {
        Some(bad) if roomy => {
            line.push(plain, &format!("This run ends with {}", bad.headline));
            line.push(plain, &format!(" at t {}: ", grouped(bad.step)));
            line.append(key(RUN));
            line.push(plain, " goes there, ");
        }
        Some(bad) => {
            line.append(key(RUN));
            line.push(plain, &format!(" goes to {}", bad.headline));
            return line;
        }
        None if roomy => {
            line.append(key(RUN));
            line.push(plain, " runs to the end, ");
        }
        None => return line,
    }
    line.append(key(OVER));
    line.push(plain, " one step, ");
    line.append(key(OVER_BACK));
    line.push(plain, " one step back");
    line
}

const RUN: Action = Action::Move {
    motion: Motion::Continue,
    back: false,
};
const OVER: Action = Action::Move {
    motion: Motion::Next,
    back: false,
};
const OVER_BACK: Action = Action::Move {
    motion: Motion::Next,
    back: true,
};

/// How a run ends badly, as far as the recording knows.
fn bad_ending(snapshot: &Snapshot) -> Option<&Ending> {
    let ending = snapshot.ending.as_ref()?;
    (!ending.headline.is_empty()).then_some(ending)
}

fn is_bad(snapshot: &Snapshot) -> bool {
    // A program that ended by itself has a report when it left something behind.
    snapshot.status.report.is_some()
}

/// The key line. Where there is no row for sentences, those that matter stand here.
pub fn keys(app: &App, buffer: &mut Buffer) {
    let area = app.layout.keys;
    if area.is_empty() {
        return;
    }
    let walks = app.focus == PaneId::Story && app.findings.is_some();
    let urgent = app.message.is_some()
        || !walks
            && app
                .snapshot
                .as_ref()
                .is_some_and(|s| is_bad(s) && !s.status.sentence.is_empty());
    if app.layout.sentence.is_empty() && urgent && app.pending.letter.is_none() {
        say(app, area, buffer);
        return;
    }
    wipe(area, buffer);
    let line = match app.pending.letter {
        Some(letter) => asking(app, letter),
        None if walks && app.mode() == Mode::Run => walking(app, area.width as usize),
        None => hints(app, app.mode(), area.width as usize),
    };
    line.draw(buffer, area.x, area.y, area.width, app.theme().glyphs().cut);
}

fn asking(app: &App, letter: Letter) -> Line {
    let text = match letter {
        Letter::Mark => " a letter names the mark; Esc forgets it",
        Letter::GoMark => " the letter of the mark to go to; Esc stays here",
    };
    Line::of(app.theme().style(Meaning::Warning), text)
}

/// A story is open: its keys first.
fn walking(app: &App, columns: usize) -> Line {
    let theme = app.theme();
    let mut line = Line::of(theme.style(Meaning::Key), " Up Down");
    let walk = if app.layout.tier == Tier::Pocket {
        " walk  "
    } else {
        " walk through it  "
    };
    line.push(theme.style(Meaning::Quiet), walk);
    let next = app.keymap.shown_for(EXPLAIN);
    for (key, text) in [(next.as_str(), "next  "), ("Esc", "close  ")] {
        line.push(theme.style(Meaning::Key), key);
        line.push(theme.style(Meaning::Quiet), &format!(" {text}"));
    }
    line.append(hints(
        app,
        Mode::Popup,
        columns.saturating_sub(line.width()),
    ));
    line
}

/// The hints of the table that fit, in its order; the last ones are kept at the right end.
pub fn hints(app: &App, mode: Mode, columns: usize) -> Line {
    let rows = keys::help_rows(&app.keymap);
    let hinted = rows
        .iter()
        .filter(|row| row.hint.is_some() && row.modes.contains(&mode));
    let all: Vec<Line> = hinted.map(|row| hint(app, row)).collect();
    let mut kept = all.len().min(KEPT);
    let width = |lines: &[Line]| lines.iter().map(|l| l.width() + 1).sum::<usize>();
    // Where not even these have room, the last ones have.
    while kept > 0 && 1 + width(&all[all.len() - kept..]) > columns {
        kept -= 1;
    }
    let (others, last) = all.split_at(all.len() - kept);
    let tail = width(last);
    let mut line = Line::of(Style::new(), " ");
    for hint in others {
        if line.width() + hint.width() + 1 + tail <= columns {
            line.append(hint.clone());
            line.push(Style::new(), " ");
        }
    }
    for hint in last {
        line.append(hint.clone());
        line.push(Style::new(), " ");
    }
    line
}

/// Help and quitting never give way.
const KEPT: usize = 3;

fn hint(app: &App, row: &keys::HelpRow) -> Line {
    let first = |keys: &str| keys.split(' ').next().unwrap_or("").to_string();
    let mut shown = first(&row.keys);
    if let Some(back) = &row.back {
        shown = if shown.len() == 1 && !shown.starts_with(char::is_alphanumeric) {
            format!("{} {shown}", first(back))
        } else if shown.len() == 1 {
            format!("{shown}/{}", first(back))
        } else {
            shown
        };
    }
    let theme = app.theme();
    Line::of(theme.style(Meaning::Key), &shown)
        .with(
            theme.style(Meaning::Quiet),
            &format!(" {}", row.hint.unwrap_or("")),
        )
        .with(
            Style::new(),
            if app.layout.tier >= Tier::Medium {
                " "
            } else {
                ""
            },
        )
}

//! Replies as text: stable, one line a fact, for scripts, screen readers and the prompt. Control characters of
//! the program's own output are shown escaped.

use std::fmt::Write;

use super::reply::{Answer, Difference, Finding, Listing, Position, Reply};
use super::value::hex;
use super::view::{
    Block, BlockState, Breakpoint, Date, Defer, DeferState, Frame, FrameDefers, LogKind, LogRow,
    Moment, Output, Totals, Value, Variable,
};
use crate::types::{TypeId, TypePool};

/// Names of types with settings in them are cut from here on.
const LONG_NAME: usize = 60;

impl Reply {
    /// The whole reply, without a line end after its last line; may be empty.
    pub fn text(&self) -> String {
        let mut text = answer(&self.answer);
        text.truncate(text.trim_end().len());
        if !self.message.is_empty() {
            if !text.is_empty() {
                text.push('\n');
            }
            text += &self.message;
        }
        text
    }
}

fn answer(answer: &Answer) -> String {
    match answer {
        Answer::Nothing | Answer::Quit => String::new(),
        Answer::Position(position) => self::position(position),
        Answer::Source(listing) => self::listing(listing),
        Answer::Frames(frames) => lines(frames.iter().enumerate().map(frame)),
        Answer::Frame { number, frame } => self::frame((*number as usize, frame)),
        Answer::Variables { variables, .. } => match variables.as_slice() {
            [] => "no variables".into(),
            some => lines(some.iter().map(variable)),
        },
        Answer::Value {
            expression,
            type_name,
            value,
        } => format!("{expression}: {type_name} = {}", value.text),
        Answer::Bytes { name, addr, bytes } => {
            format!("{name}  0x{addr:x}  {} B\n{}", bytes.len(), dump(bytes))
        }
        Answer::Blocks { blocks, totals } => {
            lines(blocks.iter().map(block).chain([self::totals(totals)]))
        }
        Answer::Defers(frames) => match frames.as_slice() {
            [] => "no defers".into(),
            some => lines(some.iter().map(frame_defers)),
        },
        Answer::Log { rows, past } => log(rows, *past),
        Answer::Output(output) => self::output(output),
        Answer::Totals(totals) => self::totals(totals),
        Answer::Breakpoints(list) => match list.as_slice() {
            [] => "no breakpoints".into(),
            some => lines(some.iter().map(breakpoint)),
        },
        Answer::Marks(marks) => match marks.as_slice() {
            [] => "no marks".into(),
            some => lines(
                some.iter()
                    .map(|(name, at)| format!("{name}  {}", self::position(at))),
            ),
        },
        Answer::Findings(findings) => lines(findings.iter().map(finding)),
        Answer::Differences(list) => match list.as_slice() {
            [] => "nothing differs".into(),
            some => lines(some.iter().map(difference)),
        },
        Answer::Text(text) => text.clone(),
    }
}

fn lines(items: impl Iterator<Item = String>) -> String {
    let lines: Vec<_> = items.map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n")
}

/// `t 41/57`; the total of a run that is still being recorded is open.
pub fn moment(moment: &Moment) -> String {
    let mut text = format!("t {}/{}", moment.step, moment.last_step);
    if moment.library_steps > 0 {
        let _ = write!(text, "+{}", moment.library_steps);
    }
    text
}

/// `t 41/57 pair.zig:19 main  p.* = 5;`
fn position(position: &Position) -> String {
    let moment = moment(&position.moment);
    match &position.location {
        None => format!("{moment} {}", position.headline),
        Some(at) => {
            let mut text = format!(
                "{moment} {}:{} {}  {}",
                position.file, at.line, at.function, at.text
            );
            if !position.headline.is_empty() {
                let _ = write!(text, "\n{}", position.headline);
            }
            text
        }
    }
}

fn listing(listing: &Listing) -> String {
    let numbered = listing.lines.iter().zip(listing.first..);
    lines(numbered.map(|(text, line)| {
        let here = if listing.current == Some(line) {
            '>'
        } else {
            ' '
        };
        let stop = if listing.breakpoints.contains(&line) {
            'o'
        } else {
            ' '
        };
        format!("{line:>4} {stop}{here} {}", visible(text))
    }))
}

fn frame((index, frame): (usize, &Frame)) -> String {
    let at = &frame.location;
    let mut text = format!("{index} {}  L{}  {}", frame.function, at.line, at.text);
    match &frame.returned {
        None => {}
        Some(returned) => {
            let _ = write!(text, "  (returned t {}", returned.step);
            if let Some(value) = &returned.value {
                let _ = write!(text, ": {}", value.text);
            }
            text.push(')');
        }
    }
    text
}

fn variable(variable: &Variable) -> String {
    let Variable {
        name,
        type_name,
        value,
        changed,
        old,
        line: _,
    } = variable;
    let mut text = format!("{name}: {type_name} = {}", value.text);
    if *changed && let Some(old) = old {
        let _ = write!(text, "  (was {old})");
    }
    text
}

/// Sixteen bytes a line.
fn dump(bytes: &[Option<u8>]) -> String {
    let rows = bytes.chunks(16).enumerate();
    lines(rows.map(|(row, bytes)| format!("  {:02x}: {}", row * 16, hex(bytes))))
}

fn block(block: &Block) -> String {
    let state = match block.state {
        BlockState::Live => "LIVE",
        BlockState::Freed => "FREED",
        BlockState::Leaked => "LEAKED",
    };
    let mut text = format!(
        "{}  0x{:x}  {} B  {state}  {}  {}  alloc {}",
        block.id,
        block.addr,
        block.size,
        block.type_name,
        block.allocator,
        date(&block.born),
    );
    if let Some(died) = &block.died {
        let _ = write!(text, "  free {}", date(died));
    }
    if let Some(parent) = block.parent {
        let _ = write!(text, "  in {parent}");
    }
    if !block.holders.is_empty() {
        let _ = write!(text, "  <- {}", block.holders.join(", "));
    }
    let _ = write!(text, "\n    {}", contents(block));
    if let Some(misuse) = &block.misuse {
        let _ = write!(text, "\n    !! {misuse}");
    }
    text
}

fn contents(block: &Block) -> String {
    match (&block.last_value, block.state) {
        (Some(last), BlockState::Freed) => format!("{}  (held {last})", block.value.text),
        _ => block.value.text.clone(),
    }
}

/// `t 38 L18 main`
fn date(date: &Date) -> String {
    let by = if date.by_defer { " defer" } else { "" };
    format!("t {} L{} {}{by}", date.step, date.line, date.function)
}

fn frame_defers(frame: &FrameDefers) -> String {
    let mut text = frame.function.clone();
    if let Some(ending) = &frame.ending {
        let _ = write!(text, " ({ending})");
    }
    if frame.entries.is_empty() {
        text += "  none";
    }
    for entry in &frame.entries {
        let _ = write!(text, "\n  {}", defer(entry));
    }
    text
}

fn defer(entry: &Defer) -> String {
    let mark = match (entry.order, entry.state) {
        (Some(order), _) => format!("{order}."),
        (None, DeferState::Disarmed { .. }) => "-".into(),
        (None, _) => "x".into(),
    };
    let keyword = if entry.on_error { "errdefer" } else { "defer" };
    let state = match entry.state {
        DeferState::Armed => format!("armed t {}", entry.armed),
        DeferState::Running => "running".into(),
        DeferState::Fired { step } => format!("fired t {step}"),
        DeferState::Disarmed { step } => format!("disarmed t {step}"),
    };
    let target = entry
        .target
        .map_or(String::new(), |id| format!("  -> {id}"));
    format!(
        "{mark} {keyword} {}  {state}  L{}{target}",
        entry.text, entry.line
    )
}

fn log(rows: &[LogRow], past: usize) -> String {
    let (before, after) = rows.split_at(past.min(rows.len()));
    let mut all: Vec<_> = before.iter().map(log_row).collect();
    if before.is_empty() {
        all.push("nothing yet".into());
    }
    if !after.is_empty() {
        all.push(format!("({} more to come)", after.len()));
    }
    lines(all.into_iter())
}

/// One row of the log.
pub fn log_row(row: &LogRow) -> String {
    let mut text = format!("t {}  {}", row.step, kind(row.kind));
    if let Some(block) = row.block {
        let _ = write!(text, " {block}");
    }
    if row.bytes > 0 {
        let _ = write!(text, "  {} B", row.bytes);
    }
    let _ = write!(text, "  {}  L{}  {}", row.by, row.line, visible(&row.text));
    text
}

/// The word for a kind of event.
pub fn kind(kind: LogKind) -> &'static str {
    match kind {
        LogKind::Alloc => "alloc",
        LogKind::Resize => "resize",
        LogKind::Free => "free",
        LogKind::Leak => "LEAK",
        LogKind::Fault => "FAULT",
        LogKind::DeferArmed => "defer armed",
        LogKind::DeferFired => "defer fired",
        LogKind::DeferDisarmed => "defer disarmed",
        LogKind::Error => "error",
        LogKind::Output => "output",
    }
}

fn output(output: &Output) -> String {
    let mut text = visible(&output.past);
    text.truncate(text.trim_end_matches('\n').len());
    if output.past.is_empty() {
        text += "nothing printed yet";
    }
    if !output.future.is_empty() {
        let _ = write!(text, "\n({} bytes more to come)", output.future.len());
    }
    text
}

fn totals(totals: &Totals) -> String {
    if totals.blocks == 0 {
        return "no memory was asked for yet".into();
    }
    format!(
        "live {} B in {}, peak {} B at t {}, {} in all",
        totals.live_bytes,
        count(totals.live_blocks, "block"),
        totals.peak_bytes,
        totals.peak_step,
        count(totals.blocks, "block"),
    )
}

/// A type as people write it: inferred errors without a word, and without the settings of generic types.
pub fn type_name(types: &TypePool, ty: TypeId) -> String {
    const INFERRED: (&str, &str) = (
        "@typeInfo(@typeInfo(@TypeOf(",
        ")).@\"fn\".return_type.?).error_union.error_set",
    );
    let mut name = types.name(ty);
    while let Some((before, rest)) = name.split_once(INFERRED.0)
        && let Some((function, after)) = rest.split_once(INFERRED.1)
    {
        name = match after.starts_with('!') {
            true => format!("{before}{after}"),
            false => format!("{before}(errors of {function}){after}"),
        };
    }
    match name.split_once("(.{") {
        Some((before, settings)) if name.len() > LONG_NAME => {
            let after = settings.split_once("})").map_or("", |(_, after)| after);
            format!("{before}(...){after}")
        }
        _ => name,
    }
}

/// `1 block`, `2 blocks`
pub fn count(n: u64, noun: &str) -> String {
    if n == 1 {
        format!("1 {noun}")
    } else {
        format!("{n} {noun}s")
    }
}

fn breakpoint(breakpoint: &Breakpoint) -> String {
    let state = if breakpoint.enabled { "" } else { "  off" };
    let more = if breakpoint.may_be_more {
        " or more"
    } else {
        ""
    };
    let hits = match breakpoint.visits {
        Some(visits) => format!("{} of {}", breakpoint.hits, count(visits, "visit")),
        None => count(breakpoint.hits, "hit"),
    };
    let hits = match (breakpoint.first, breakpoint.last) {
        (Some(first), _) if breakpoint.may_be_more => format!("{hits}{more}, first t {first}"),
        (Some(first), Some(last)) if breakpoint.hits > 1 => {
            format!("{hits}, first t {first}, last t {last}")
        }
        (Some(first), _) => format!("{hits} at t {first}"),
        _ => match breakpoint.visits {
            Some(visits) if visits > 0 => format!("none of {}{more}", count(visits, "visit")),
            _ if breakpoint.may_be_more => "no hit in what is recorded so far".into(),
            _ => "never hit".into(),
        },
    };
    format!("{}  {}  {hits}{state}", breakpoint.id, breakpoint.text)
}

fn finding(finding: &Finding) -> String {
    match &finding.date {
        None => finding.text.clone(),
        Some(at) => format!(
            "t {}  L{}  {}  {}",
            at.step, at.line, at.function, finding.text
        ),
    }
}

fn difference(difference: &Difference) -> String {
    match (&difference.then, &difference.now) {
        (Some(then), Some(now)) => format!("{}: {then} -> {now}", difference.name),
        (None, Some(now)) => format!("{}: new, {now}", difference.name),
        (Some(then), None) => format!("{}: gone, was {then}", difference.name),
        (None, None) => difference.name.clone(),
    }
}

/// A value as a tree, one node a line.
pub fn tree(name: &str, value: &Value, depth: usize) -> String {
    let mut text = format!("{}{name} = {}", "  ".repeat(depth), value.text);
    for (name, child) in &value.children {
        text.push('\n');
        text += &tree(name, child, depth + 1);
    }
    if value.more > 0 && !value.children.is_empty() {
        let _ = write!(text, "\n{}... {} more", "  ".repeat(depth + 1), value.more);
    }
    text
}

/// Control and direction-changing characters as escapes; line ends stay.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push(c),
            '\t' => out.push_str("    "),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c if c.is_control() => {
                let _ = write!(out, "\\x{:02x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::debug::view::{Location, State};
    use crate::source::{FileId, Span};

    fn here() -> Position {
        Position {
            moment: Moment {
                tick: 900,
                step: 41,
                last_step: 57,
                library_steps: 0,
            },
            location: Some(Location {
                file: FileId(0),
                line: 19,
                col: 3,
                span: Span::new(FileId(0), 0, 8),
                function: "main".into(),
                text: "p.* = 5;".into(),
            }),
            file: "pair.zig".into(),
            state: State::Paused,
            headline: String::new(),
        }
    }

    #[test]
    fn a_move_is_one_line() {
        let reply = Reply::of(Answer::Position(here())).moved(true);
        assert_eq!(reply.text(), "t 41/57 pair.zig:19 main  p.* = 5;");
        let reply = reply.say("nothing runs after it");
        assert!(reply.text().ends_with(";\nnothing runs after it"));
    }

    #[test]
    fn a_refusal_is_its_sentence() {
        assert_eq!(Reply::refused("no such line").text(), "no such line");
    }

    #[test]
    fn output_cannot_reach_the_terminal() {
        assert_eq!(visible("a\x1b[2Jb\u{202e}c"), "a\\x1b[2Jb\\u{202e}c");
    }

    #[test]
    fn bytes_stand_in_rows_of_sixteen() {
        let mut bytes = vec![Some(0xaa); 17];
        bytes[1] = None;
        assert_eq!(
            dump(&bytes),
            "  00: aa ?? aa aa aa aa aa aa aa aa aa aa aa aa aa aa\n  10: aa"
        );
    }
}

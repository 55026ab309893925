//! Arguments of commands as people type them.

use super::command::{
    BlockEvent, BreakAt, BreakSpec, Command, EventFilter, Place, Target, WatchSpec,
};
use crate::vm::BlockId;

pub(super) fn nothing(text: &str, command: Command) -> Result<Command, String> {
    if text.is_empty() {
        Ok(command)
    } else {
        Err(format!("`{text}` is too much"))
    }
}

pub(super) fn required(text: &str, what: &str) -> Result<String, String> {
    if text.is_empty() {
        Err(format!("{what} is missing"))
    } else {
        Ok(text.to_owned())
    }
}

fn number<N: std::str::FromStr>(text: &str) -> Result<N, String> {
    let is_number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().map_err(|_| match is_number {
        true => format!("{text} is too large a number"),
        false => format!("`{text}` is not a number"),
    })
}

pub(super) fn count(text: &str) -> Result<u32, String> {
    match text {
        "" => Ok(1),
        "0" => Err("a count starts at 1".into()),
        text if is_negative(text) => Err("a count starts at 1; the reverse moves go back".into()),
        text => number(text),
    }
}

fn is_negative(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or("");
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

pub(super) fn optional_number(text: &str) -> Result<Option<u32>, String> {
    if text.is_empty() {
        Ok(None)
    } else {
        number(text).map(Some)
    }
}

pub(super) fn numbers(text: &str) -> Result<Vec<u32>, String> {
    text.split([' ', ',', '\t'])
        .filter(|word| !word.is_empty())
        .map(number)
        .collect()
}

pub(super) fn line(text: &str) -> Result<u32, String> {
    if text.is_empty() {
        return Err("a line is missing".into());
    }
    // `L19` is how lines are shown.
    let digits = text.strip_prefix('L').unwrap_or(text);
    match number(digits) {
        Ok(0) => Err("lines start at 1".into()),
        Ok(line) => Ok(line),
        Err(_) => Err(format!("`{text}` is not a line")),
    }
}

pub(super) fn optional_line(text: &str) -> Result<Option<u32>, String> {
    if text.is_empty() {
        Ok(None)
    } else {
        line(text).map(Some)
    }
}

pub(super) fn line_and_count(text: &str) -> Result<(u32, u32), String> {
    let (first, rest) = split_word(text);
    Ok((line(first)?, count(rest)?))
}

/// The first word and what follows it, both trimmed.
fn split_word(text: &str) -> (&str, &str) {
    let text = text.trim();
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (first, rest.trim())
}

/// A place and what follows it; the name of a function may have blanks between its brackets: `Pool(Vec, 3).give`.
fn split_place(text: &str) -> (&str, &str) {
    let text = text.trim();
    let mut depth = 0;
    let end = text.find(|c: char| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        c.is_whitespace() && depth <= 0
    });
    let (place, rest) = text.split_at(end.unwrap_or(text.len()));
    (place, rest.trim())
}

pub(super) fn event_filter(word: &str) -> Option<EventFilter> {
    let entry = EventFilter::NAMES.iter().find(|(name, _)| *name == word);
    entry.map(|&(_, filter)| filter)
}

/// `[KIND] [N]`
pub(super) fn event_arguments(text: &str) -> Result<(EventFilter, u32), String> {
    let (first, rest) = split_word(text);
    if first.is_empty() {
        return Ok((EventFilter::Any, 1));
    }
    if let Some(filter) = event_filter(first) {
        return Ok((filter, count(rest)?));
    }
    if first.starts_with(|c: char| c.is_ascii_digit()) && rest.is_empty() {
        return Ok((EventFilter::Any, count(first)?));
    }
    let names: Vec<_> = EventFilter::NAMES.iter().map(|(name, _)| *name).collect();
    Err(format!(
        "`{first}` is no kind of event; there are {}",
        names.join(", ")
    ))
}

/// `#2`
fn block(text: &str) -> Result<BlockId, String> {
    let digits = text.strip_prefix('#').unwrap_or("");
    match digits.parse() {
        Ok(0) | Err(_) => Err(format!("`{text}` is not a block like `#2`")),
        Ok(n) => Ok(BlockId(n)),
    }
}

pub(super) fn block_or_expression(text: &str) -> Result<Place, String> {
    if text.is_empty() {
        return Err("a block like `#2` or an expression is missing".into());
    }
    // `#2.next` and `#2[0]` are expressions.
    if text.starts_with('#') && !text.contains(['.', '[', ' ']) {
        return block(text).map(Place::Block);
    }
    Ok(Place::Expression(text.to_owned()))
}

/// `n @ t29`, `n@29`: an expression and the moment at which it is asked.
pub(super) fn at_moment(text: &str) -> Option<(&str, &str)> {
    let (expression, moment) = text.rsplit_once('@')?;
    let is_apart = expression.ends_with(char::is_whitespace);
    let (expression, moment) = (expression.trim(), moment.trim());
    // `@sizeOf(T)` is a builtin.
    let is_name = moment.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let is_builtin = moment.contains(['(', ')', '"']) || is_name && !is_apart && !is_step(moment);
    (!expression.is_empty() && !is_builtin).then_some((expression, moment))
}

/// `t29`
fn is_step(text: &str) -> bool {
    let digits = text.strip_prefix('t').unwrap_or("");
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

pub(super) fn identifier(text: &str, what: &str) -> Result<String, String> {
    if text.is_empty() {
        return Err(format!("{what} is missing"));
    }
    let good = text
        .chars()
        .all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    if !good || text.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        return Err(format!("`{text}` is not a name"));
    }
    Ok(text.to_owned())
}

/// `push`, `Stack.push`, `main.Stack(i32).push`
pub(super) fn function_name(text: &str) -> Result<String, String> {
    if text.is_empty() {
        return Err("the name of a function is missing".into());
    }
    if text.contains(char::is_whitespace) && !text.contains('(') {
        return Err(format!("`{text}` is not the name of a function"));
    }
    Ok(text.to_owned())
}

/// `start | end | N | N% | fault | leak | line:19#2 | #2:alloc | #2:free | NAME`
pub(super) fn target(text: &str) -> Result<Target, String> {
    match text {
        "" => return Err("a moment is missing".into()),
        "start" => return Ok(Target::Start),
        "end" => return Ok(Target::End),
        "fault" => return Ok(Target::Fault),
        "leak" => return Ok(Target::Leak(None)),
        _ => {}
    }
    if let Some(rest) = text.strip_prefix("leak:").or(text.strip_prefix("leak ")) {
        return Ok(Target::Leak(Some(block(rest.trim())?)));
    }
    if let Some(rest) = text.strip_prefix("line:").or(text.strip_prefix("line ")) {
        return line_visit(rest.trim());
    }
    if text.starts_with('#') {
        return block_moment(text);
    }
    if let Some(rest) = text.strip_prefix("tick:") {
        return Ok(Target::Tick(number(rest.trim())?));
    }
    if let Some(rest) = text.strip_suffix('%') {
        let percent = number(rest.trim())?;
        if percent > 100 {
            return Err(format!("the run has 100%, not {percent}%"));
        }
        return Ok(Target::Percent(percent));
    }
    let digits = text.strip_prefix('t').map_or(text, str::trim);
    if digits.starts_with(|c: char| c.is_ascii_digit()) {
        return match number(digits)? {
            0 => Err("steps start at 1".into()),
            step => Ok(Target::Step(step)),
        };
    }
    if is_negative(digits) {
        return Err("steps start at 1".into());
    }
    identifier(text, "a moment").map(Target::Mark)
}

/// A name for a moment, by which `goto` can find it again.
pub(super) fn mark_name(text: &str) -> Result<String, String> {
    let name = identifier(text, "a name for this moment")?;
    match target(&name) {
        Ok(Target::Mark(_)) => Ok(name),
        _ => Err(format!("`{name}` is a moment already: take another name")),
    }
}

/// `19`, `19#2`, `19 visit 2`
fn line_visit(text: &str) -> Result<Target, String> {
    let (at, visit) = match text.split_once('#').or(text.split_once("visit")) {
        Some((at, visit)) => (at.trim(), number(visit.trim())?),
        None => (text, 1),
    };
    if visit == 0 {
        return Err("visits are counted from 1".into());
    }
    Ok(Target::Line {
        line: line(at)?,
        visit,
    })
}

/// `#2`, `#2:free`, `#2 free`
fn block_moment(text: &str) -> Result<Target, String> {
    let (id, event) = text
        .split_once(':')
        .or(text.split_once(char::is_whitespace))
        .unwrap_or((text, "alloc"));
    let event = match event.trim() {
        "alloc" => BlockEvent::Alloc,
        "free" => BlockEvent::Free,
        other => return Err(format!("a block has `alloc` and `free`, not `{other}`")),
    };
    Ok(Target::Block {
        id: block(id.trim())?,
        event,
    })
}

/// `PLACE [if EXPR] [hits N] [once] [log "text {expr}"]`, the options in any order.
pub(super) fn break_spec(text: &str) -> Result<BreakSpec, String> {
    let (text, log) = take_log(text)?;
    let (text, condition, options) = match find_word(text, "if") {
        Some(at) => {
            let (condition, options) = take_options(text[at + 2..].trim());
            let condition = required(condition, "the condition after `if`")?;
            (&text[..at], Some(condition), options)
        }
        None => (text, None, ""),
    };
    let mut spec = BreakSpec {
        condition,
        log,
        ..BreakSpec::new(BreakAt::Here)
    };
    let (place, rest) = split_place(text);
    let is_place = !matches!(place, "" | "hits" | "once");
    let mut words = if is_place { rest } else { text }
        .split_whitespace()
        .peekable();
    if is_place {
        spec.at = break_at(place)?;
        if let BreakAt::Event { block: of, .. } = &mut spec.at
            && let Some(id) = words.next_if(|w| w.starts_with('#'))
        {
            *of = Some(block(id)?);
        }
    }
    let mut words = words.chain(options.split_whitespace());
    while let Some(word) = words.next() {
        match word {
            "once" => spec.once = true,
            "hits" => {
                let n = words.next().ok_or("a number is missing after `hits`")?;
                spec.hits = match number(n)? {
                    0 => return Err("a count starts at 1".into()),
                    hits => Some(hits),
                };
            }
            other => return Err(format!("`{other}` is too much")),
        }
    }
    Ok(spec)
}

/// `EXPR|#N [if EXPR]`
pub(super) fn watch_spec(text: &str, reads: bool) -> Result<WatchSpec, String> {
    let (what, condition) = match find_word(text, "if") {
        Some(at) => {
            let condition = required(text[at + 2..].trim(), "the condition after `if`")?;
            (text[..at].trim(), Some(condition))
        }
        None => (text, None),
    };
    Ok(WatchSpec {
        what: block_or_expression(what)?,
        reads,
        condition,
    })
}

fn break_at(word: &str) -> Result<BreakAt, String> {
    if let Some(name) = word.strip_prefix("error.") {
        return Ok(BreakAt::Error(identifier(name, "the error's name")?));
    }
    // `pair.zig:19` is how places are shown; there is one file to stop in.
    let place = match word.rsplit_once(':') {
        Some((_, digits)) => digits,
        None => word,
    };
    let digits = place.strip_prefix('L').unwrap_or(place);
    if digits.starts_with(|c: char| c.is_ascii_digit()) {
        return line(place).map(BreakAt::Line);
    }
    match event_filter(word) {
        Some(filter) => Ok(BreakAt::Event {
            filter,
            block: None,
        }),
        None => function_name(word).map(BreakAt::Function),
    }
}

/// `i > 3 hits 2 once`: a condition, and the options after it.
fn take_options(text: &str) -> (&str, &str) {
    let mut condition = text;
    loop {
        let (before, word) = last_word(condition);
        let (earlier, name) = last_word(before);
        if word == "once" && ends_value(before) {
            condition = before;
        } else if name == "hits" && ends_value(earlier) && word.parse::<u64>().is_ok() {
            condition = earlier;
        } else {
            return (condition, &text[condition.len()..]);
        }
    }
}

/// The last word and what stands before it, both trimmed.
fn last_word(text: &str) -> (&str, &str) {
    let (before, word) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
    (before.trim_end(), word)
}

/// Whether an expression may end like this, so that a name after it is no part of it.
fn ends_value(text: &str) -> bool {
    let is_operator = matches!(last_word(text).1, "if" | "and" | "or" | "orelse");
    let end = |c: char| c.is_alphanumeric() || "_)]}\"'?".contains(c);
    !is_operator && (text.ends_with(end) || text.ends_with(".*"))
}

/// Takes `log "..."` off the end.
fn take_log(text: &str) -> Result<(&str, Option<String>), String> {
    // Variables may be called so too: theirs is followed by an operator, or stands in a condition.
    let is_option = |at: &usize| {
        let rest = text[at + 3..].trim_start();
        rest.starts_with('"') || ends_value(text[..*at].trim_end())
    };
    let Some(at) = find_word(text, "log").filter(is_option) else {
        return Ok((text, None));
    };
    let quoted = text[at + 3..].trim();
    let inner = quoted
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .ok_or("the text after `log` stands in quotes: log \"i is {i}\"")?;
    Ok((text[..at].trim_end(), Some(inner.to_owned())))
}

/// Where a word stands by itself, outside quotes.
fn find_word(text: &str, word: &str) -> Option<usize> {
    let mut quoted = false;
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        if c == '"' {
            quoted = !quoted;
        }
        let ends = text[at..]
            .strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '"']));
        if !quoted && previous.is_whitespace() && ends {
            return Some(at);
        }
        previous = c;
    }
    None
}

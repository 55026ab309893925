//! The one table of commands: names, abbreviations, arguments, help and completion all come from here.

pub use super::complete::{Vocabulary, complete};

use super::command::{Command, Motion, Question, Setting};
use super::parse::{
    block_or_expression, break_spec, count, event_arguments, function_name, line, line_and_count,
    mark_name, nothing, numbers, optional_line, optional_number, required, target, watch_spec,
};
use crate::diag::near::nearest;

/// One row of the table.
pub struct Entry {
    pub name: &'static str,
    /// Accepted besides every unique beginning of the name.
    pub short: &'static [&'static str],
    /// As help shows them: `[N]`, `LINE`.
    pub arguments: &'static str,
    pub group: Group,
    pub help: &'static str,
    pub completes: Completes,
    parse: fn(&str) -> Result<Command, String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Group {
    Move,
    Stop,
    Look,
    Ask,
    Other,
}

impl Group {
    pub const ALL: [Group; 5] = [
        Group::Move,
        Group::Stop,
        Group::Look,
        Group::Ask,
        Group::Other,
    ];

    pub fn title(self) -> &'static str {
        match self {
            Group::Move => "Moving in time",
            Group::Stop => "Where to stop",
            Group::Look => "Looking",
            Group::Ask => "Asking the recording",
            Group::Other => "Other",
        }
    }
}

/// What can stand after a command's name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Completes {
    Nothing,
    /// Kinds of events.
    Kinds,
    /// Moments: `start`, `fault`, `#1:free`, marks.
    Moments,
    /// Variables, and blocks.
    Places,
    Blocks,
    Functions,
    Commands,
    Words(&'static [&'static str]),
}

macro_rules! command {
    ($name:literal $(| $short:literal)*, $arguments:literal, $group:ident, $completes:expr, $help:literal, $parse:expr) => {
        Entry {
            name: $name,
            short: &[$($short),*],
            arguments: $arguments,
            group: Group::$group,
            help: $help,
            completes: $completes,
            parse: $parse,
        }
    };
}

use Completes::{Blocks, Commands, Functions, Kinds, Moments, Nothing, Places, Words};

/// Every command that there is.
#[rustfmt::skip]
pub static TABLE: &[Entry] = &[
    command!("step" | "s", "[N]", Move, Nothing, "to the next statement, into calls", |a| moves(Motion::Step, false, a)),
    command!("reverse-step" | "rs" | "S", "[N]", Move, Nothing, "back to the statement before", |a| moves(Motion::Step, true, a)),
    command!("next" | "n", "[N]", Move, Nothing, "to the next statement of this function; calls and fired defers run through", |a| moves(Motion::Next, false, a)),
    command!("reverse-next" | "rn" | "N", "[N]", Move, Nothing, "back over calls to the statement before", |a| moves(Motion::Next, true, a)),
    command!("finish" | "fin" | "out", "[N]", Move, Nothing, "out of this function, to after its return", |a| moves(Motion::Finish, false, a)),
    command!("reverse-finish" | "rfin", "[N]", Move, Nothing, "back to before the call of this function", |a| moves(Motion::Finish, true, a)),
    command!("continue" | "c", "[N]", Move, Nothing, "to the next breakpoint, fault or the end", |a| moves(Motion::Continue, false, a)),
    command!("reverse-continue" | "rc" | "C", "[N]", Move, Nothing, "back to the breakpoint before, or the start", |a| moves(Motion::Continue, true, a)),
    command!("stepi" | "si", "[N]", Move, Nothing, "one instruction of the machine", |a| moves(Motion::Instruction, false, a)),
    command!("reverse-stepi" | "rsi", "[N]", Move, Nothing, "one instruction back", |a| moves(Motion::Instruction, true, a)),
    command!("until", "LINE [N]", Move, Nothing, "to the next visit of a line", |a| until(false, a)),
    command!("reverse-until" | "runtil", "LINE [N]", Move, Nothing, "back to the visit before of a line", |a| until(true, a)),
    command!("visit", "[N]", Move, Nothing, "to the next visit of this same line", |a| moves(Motion::SameLine, false, a)),
    command!("reverse-visit" | "rvisit", "[N]", Move, Nothing, "back to the visit before of this same line", |a| moves(Motion::SameLine, true, a)),
    command!("event", "[KIND] [N]", Move, Kinds, "to the next event: alloc free memory defer error output fault trouble", |a| events(false, a)),
    command!("reverse-event" | "revent", "[KIND] [N]", Move, Kinds, "back to the event before", |a| events(true, a)),
    command!("goto" | "g", "MOMENT", Move, Moments, "start | end | N | N% | fault | leak | line:19#2 | #2:alloc | #2:free | NAME of a mark", |a| Ok(Command::Goto(target(a)?))),
    command!("undo" | "u", "", Move, Nothing, "take back the last move", |a| nothing(a, Command::Undo)),
    command!("redo" | "U", "", Move, Nothing, "take back the last undo", |a| nothing(a, Command::Redo)),
    command!("mark", "NAME", Move, Nothing, "give this moment a name, for goto and diff", |a| Ok(Command::Mark(mark_name(a)?))),
    command!("marks", "", Move, Nothing, "list the marks", |a| nothing(a, Command::Marks)),

    command!("break" | "b", "[LINE|FUNCTION|alloc|free|defer|error.Name|fault [#N]] [if EXPR] [hits N] [once] [log \"text {expr}\"]", Stop, Functions, "stop there, in both directions; without a place: on this line", |a| Ok(Command::Break(break_spec(a)?))),
    command!("watch", "EXPR|#N [if EXPR]", Stop, Places, "stop before a write to it; the condition is asked of what it has written", |a| Ok(Command::Watch(watch_spec(a, false)?))),
    command!("rwatch", "EXPR|#N [if EXPR]", Stop, Places, "stop before a read of it", |a| Ok(Command::Watch(watch_spec(a, true)?))),
    command!("breaks", "", Stop, Nothing, "list the breakpoints with their hits in the recording", |a| nothing(a, Command::Breaks)),
    command!("delete" | "d", "[N...]", Stop, Nothing, "remove breakpoints, or all", |a| Ok(Command::Delete(numbers(a)?))),
    command!("disable", "[N...]", Stop, Nothing, "switch breakpoints off", |a| Ok(Command::Enable { ids: numbers(a)?, on: false })),
    command!("enable", "[N...]", Stop, Nothing, "switch breakpoints on", |a| Ok(Command::Enable { ids: numbers(a)?, on: true })),

    command!("where" | "w", "", Look, Nothing, "the moment and the statement that runs next", |a| nothing(a, Command::Where)),
    command!("list" | "l", "[LINE]", Look, Nothing, "the source around it", |a| Ok(Command::List(optional_line(a)?))),
    command!("frames" | "bt" | "backtrace", "", Look, Nothing, "the calls that are running", |a| nothing(a, Command::Frames)),
    command!("frame", "[N]", Look, Nothing, "look from frame N (0 is the innermost) until the next move: `print`, `locals`, questions", |a| Ok(Command::Frame(optional_number(a)?))),
    command!("up", "[N]", Look, Nothing, "look from the frame that called this one", |a| Ok(Command::Outwards(count(a)?))),
    command!("down", "[N]", Look, Nothing, "look from the frame that this one called", |a| Ok(Command::Inwards(count(a)?))),
    command!("locals", "[N]", Look, Nothing, "variables of frame N (0 is the innermost), also of those that have returned", |a| Ok(Command::Locals(optional_number(a)?))),
    command!("globals", "", Look, Nothing, "variables outside functions", |a| nothing(a, Command::Globals)),
    command!("print" | "p", "EXPR", Look, Places, "the value of an expression, which changes nothing; of another moment: `print p.x @ t29`", |a| Ok(Command::Print(required(a, "an expression")?))),
    command!("bytes" | "x", "EXPR|#N", Look, Places, "its bytes; `??` is undefined", |a| Ok(Command::Bytes(block_or_expression(a)?))),
    command!("blocks", "[live]", Look, Words(&["live"]), "the memory that was handed out", blocks),
    command!("defers", "", Look, Nothing, "pending defers, in the order in which they would run", |a| nothing(a, Command::Defers)),
    command!("log", "[KIND]", Look, Kinds, "what happened: allocations, defers, errors, faults", |a| Ok(Command::Log(event_arguments(a)?.0))),
    command!("output" | "o", "", Look, Nothing, "what the program has printed", |a| nothing(a, Command::Output)),
    command!("totals", "", Look, Nothing, "memory in use, and its peak", |a| nothing(a, Command::Totals)),

    command!("last-write" | "lw", "EXPR|#N", Ask, Places, "who wrote it last", |a| ask(Question::LastWrite(block_or_expression(a)?))),
    command!("writes", "EXPR|#N", Ask, Places, "every write to it", |a| ask(Question::Writes(block_or_expression(a)?))),
    command!("next-use", "EXPR|#N", Ask, Places, "when it is used next", |a| ask(Question::NextUse(block_or_expression(a)?))),
    command!("who-allocated", "#N|EXPR", Ask, Blocks, "where a block was born", |a| ask(Question::WhoAllocated(block_or_expression(a)?))),
    command!("who-freed", "#N|EXPR", Ask, Blocks, "where a block was freed, and by which defer", |a| ask(Question::WhoFreed(block_or_expression(a)?))),
    command!("who-points", "#N|EXPR", Ask, Blocks, "what points to a block now", |a| ask(Question::WhoPoints(block_or_expression(a)?))),
    command!("visits", "LINE", Ask, Nothing, "every visit of a line", |a| ask(Question::Visits(line(a)?))),
    command!("calls", "FUNCTION", Ask, Functions, "every call of a function, with its arguments", |a| ask(Question::Calls(function_name(a)?))),
    command!("when", "EXPR", Ask, Places, "when a condition began to hold", |a| ask(Question::When(required(a, "a condition")?))),
    command!("explain" | "e", "[#N|EXPR]", Ask, Blocks, "the story of the fault, or the life of a block", explain),
    command!("diff", "MOMENT", Ask, Moments, "what differs between another moment and this one", |a| Ok(Command::Diff(target(a)?))),

    command!("set", "stdlib on|off", Other, Words(&["stdlib"]), "count steps inside the library too", set),
    command!("help" | "h" | "?", "[COMMAND]", Other, Commands, "this list, or one command", |a| Ok(Command::Help((!a.is_empty()).then(|| a.to_owned())))),
    command!("quit" | "q", "", Other, Nothing, "end the session", |a| nothing(a, Command::Quit)),
];

fn moves(motion: Motion, back: bool, arguments: &str) -> Result<Command, String> {
    let count = count(arguments)?;
    Ok(Command::Move {
        motion,
        back,
        count,
    })
}

fn until(back: bool, arguments: &str) -> Result<Command, String> {
    let (line, count) = line_and_count(arguments)?;
    let motion = Motion::Line(line);
    Ok(Command::Move {
        motion,
        back,
        count,
    })
}

fn events(back: bool, arguments: &str) -> Result<Command, String> {
    let (filter, count) = event_arguments(arguments)?;
    let motion = Motion::Event(filter);
    Ok(Command::Move {
        motion,
        back,
        count,
    })
}

fn ask(question: Question) -> Result<Command, String> {
    Ok(Command::Ask(question))
}

fn blocks(arguments: &str) -> Result<Command, String> {
    match arguments {
        "" | "all" => Ok(Command::Blocks { live_only: false }),
        "live" => Ok(Command::Blocks { live_only: true }),
        other => Err(format!("`blocks` or `blocks live`, not `{other}`")),
    }
}

fn explain(arguments: &str) -> Result<Command, String> {
    if arguments.is_empty() {
        return Ok(Command::Explain(None));
    }
    Ok(Command::Explain(Some(block_or_expression(arguments)?)))
}

fn set(arguments: &str) -> Result<Command, String> {
    let on = match arguments.split_whitespace().collect::<Vec<_>>().as_slice() {
        ["stdlib" | "library"] | ["stdlib" | "library", "on"] => true,
        ["stdlib" | "library", "off"] => false,
        _ => return Err("`set stdlib on` or `set stdlib off`".into()),
    };
    Ok(Command::Set {
        option: Setting::Library,
        on,
    })
}

/// The row that a typed name means: its name, its abbreviation, or a beginning that fits only one.
pub fn find(name: &str) -> Result<&'static Entry, String> {
    let exact = TABLE
        .iter()
        .find(|e| e.name == name || e.short.contains(&name));
    if let Some(entry) = exact {
        return Ok(entry);
    }
    let fits: Vec<_> = TABLE.iter().filter(|e| e.name.starts_with(name)).collect();
    match fits.as_slice() {
        [] => Err(unknown(name)),
        [one] => Ok(one),
        many => {
            let names: Vec<_> = many.iter().map(|e| e.name).collect();
            Err(format!("`{name}` could be {}", names.join(", ")))
        }
    }
}

fn unknown(name: &str) -> String {
    let names = TABLE.iter().flat_map(|e| e.short.iter().chain([&e.name]));
    // A letter or two are near to everything.
    let words = names.filter(|n| n.len() > 2).copied();
    match nearest(name, words) {
        Some(near) => {
            format!("there is no command `{name}`; did you mean `{near}`? `help` lists them")
        }
        None => format!("there is no command `{name}`; `help` lists them"),
    }
}

/// A line of text as a command.
pub fn parse(text: &str) -> Result<Command, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("no command; `help` lists them".into());
    }
    // `p.x` is not a command, `p .x` is: a name ends at the first blank.
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (name, arguments) = text.split_at(end);
    if name.bytes().all(|b| b.is_ascii_digit()) {
        return counted(name, arguments.trim());
    }
    // `12n`, as it is typed where a key is enough.
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && arguments.is_empty() {
        return counted(&name[..digits], &name[digits..]);
    }
    let entry = find(name)?;
    (entry.parse)(arguments.trim()).map_err(|problem| {
        let usage = [entry.name, entry.arguments].join(" ");
        format!("{problem} (usage: {})", usage.trim_end())
    })
}

/// `3 n` as `n 3`.
fn counted(count: &str, text: &str) -> Result<Command, String> {
    let command = match text.is_empty() || text.starts_with(|c: char| c.is_ascii_digit()) {
        true => Err(String::new()),
        false => parse(&format!("{text} {count}")),
    };
    match command {
        Ok(Command::Move { .. }) => command,
        _ => Err(format!(
            "`{count}` is no command: `goto {count}` goes there, `next {count}` makes so many moves"
        )),
    }
}

impl Command {
    /// Reads the text form; the error is a sentence.
    pub fn parse(text: &str) -> Result<Command, String> {
        parse(text)
    }
}

/// The whole table as text, or one row of it.
pub fn help(name: Option<&str>) -> Result<String, String> {
    if let Some(name) = name {
        let entry = find(name)?;
        let mut text = [entry.name, entry.arguments]
            .join(" ")
            .trim_end()
            .to_owned();
        if !entry.short.is_empty() {
            text += &format!("   (short: {})", entry.short.join(", "));
        }
        return Ok(format!("{text}\n  {}", entry.help));
    }
    let mut text = String::new();
    for group in Group::ALL {
        text += group.title();
        text.push('\n');
        for entry in TABLE.iter().filter(|e| e.group == group) {
            let short = entry.short.join(" ");
            // `break` has more arguments than a line; its own help shows them.
            let arguments = if entry.arguments.len() > 16 {
                "..."
            } else {
                entry.arguments
            };
            let usage = format!("{} {arguments}", entry.name);
            text += &format!("  {usage:<28} {short:<14} {}\n", entry.help);
        }
    }
    text.truncate(text.trim_end().len());
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_or_abbreviation_stands_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for entry in TABLE {
            assert!(seen.insert(entry.name), "{}", entry.name);
            for short in entry.short {
                assert!(seen.insert(short), "{short}");
            }
        }
    }

    #[track_caller]
    fn reads_as(text: &str, expected: &str) {
        let command = parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(command.to_string(), expected);
        assert_eq!(parse(expected), Ok(command), "its own text reads back");
    }

    #[test]
    fn texts_read_as_commands() {
        reads_as("s", "step");
        reads_as("n 3", "next 3");
        reads_as("3 n", "next 3");
        reads_as("2 until 19", "until 19 2");
        reads_as("rn", "reverse-next");
        reads_as("reverse-c", "reverse-continue");
        reads_as("until 19", "until 19");
        reads_as("event", "event any");
        reads_as("reverse-event free 2", "reverse-event free 2");
        reads_as("goto 41", "goto 41");
        reads_as("g 50%", "goto 50%");
        reads_as("goto line:19#2", "goto line:19#2");
        reads_as("goto line 19 visit 3", "goto line:19#3");
        reads_as("goto #2 free", "goto #2:free");
        reads_as("goto #2", "goto #2:alloc");
        reads_as("goto before-loop", "goto before-loop");
        reads_as("b 19", "break 19");
        reads_as("break", "break");
        reads_as(
            "break makePair if a > 3 and b == 1",
            "break makePair if a > 3 and b == 1",
        );
        reads_as("break 7 hits 3 once", "break 7 hits 3 once");
        reads_as("break 7 once if i == 2", "break 7 if i == 2 once");
        reads_as(
            "b 7 if i == 2 once hits 3 log \"{i}\"",
            "break 7 if i == 2 hits 3 once log \"{i}\"",
        );
        // Variables, and a function, of the same names.
        reads_as("break 7 if a or once", "break 7 if a or once");
        reads_as(
            "break 7 if log != 3 and hits == 2",
            "break 7 if log != 3 and hits == 2",
        );
        reads_as("break log if log == 2", "break log if log == 2");
        reads_as(
            "break 7 if i == 2 log \"i is {i}\"",
            "break 7 if i == 2 log \"i is {i}\"",
        );
        reads_as("break free #2", "break free #2");
        reads_as("break error.OutOfMemory", "break error.OutOfMemory");
        reads_as("watch p.*", "watch p.*");
        reads_as("watch #2", "watch #2");
        reads_as("watch p.* if p.* > 3", "watch p.* if p.* > 3");
        reads_as("rwatch #2 if i == 1", "rwatch #2 if i == 1");
        reads_as("delete 1 2", "delete 1 2");
        reads_as("d", "delete");
        reads_as("locals 1", "locals 1");
        reads_as("frame 2", "frame 2");
        reads_as("up", "up");
        reads_as("down 2", "down 2");
        reads_as("print list.head.?.next", "print list.head.?.next");
        reads_as("blocks live", "blocks live");
        reads_as("log defer", "log defer");
        reads_as("who-freed #2", "who-freed #2");
        reads_as("explain", "explain");
        reads_as("set stdlib off", "set stdlib off");
    }

    #[track_caller]
    fn refused(text: &str, reason: &str) {
        assert_eq!(parse(text), Err(reason.to_owned()));
    }

    #[test]
    fn what_cannot_be_meant_is_refused_with_a_sentence() {
        refused("jump", "there is no command `jump`; `help` lists them");
        refused(
            "brek 3",
            "there is no command `brek`; did you mean `break`? `help` lists them",
        );
        refused(
            "contine",
            "there is no command `contine`; did you mean `continue`? `help` lists them",
        );
        refused(
            "who-freeed p",
            "there is no command `who-freeed`; did you mean `who-freed`? `help` lists them",
        );
        refused(
            "reverse-s",
            "`reverse-s` could be reverse-step, reverse-stepi",
        );
        refused("n x", "`x` is not a number (usage: next [N])");
        refused("n 0", "a count starts at 1 (usage: next [N])");
        refused(
            "n -2",
            "a count starts at 1; the reverse moves go back (usage: next [N])",
        );
        refused(
            "41",
            "`41` is no command: `goto 41` goes there, `next 41` makes so many moves",
        );
        refused("goto -5", "steps start at 1 (usage: goto MOMENT)");
        refused(
            "mark end",
            "`end` is a moment already: take another name (usage: mark NAME)",
        );
        refused("goto", "a moment is missing (usage: goto MOMENT)");
        refused(
            "goto 150%",
            "the run has 100%, not 150% (usage: goto MOMENT)",
        );
        refused("until", "a line is missing (usage: until LINE [N])");
        refused("print", "an expression is missing (usage: print EXPR)");
        refused("where now", "`now` is too much (usage: where)");
    }
}

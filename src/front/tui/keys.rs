//! The one table of keys. Dispatch, the key line, the help overlay, the README's table and the names in the
//! configuration file all come from [`TABLE`].

use std::collections::HashMap;
use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::action::{Action, Ask, Cursor, PaneId};
use crate::debug::command::{EventFilter, Motion};

/// Where a binding counts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Mode {
    /// A program is on the screen.
    Run,
    /// A list to choose from, or a file that does not compile.
    List,
    /// Something is open on top of the panes.
    Popup,
}

/// Chapters of the help.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    Time,
    Ask,
    Look,
    Rest,
}

impl Group {
    pub fn title(self) -> &'static str {
        match self {
            Group::Time => "Move through time: lower case forwards, upper case back",
            Group::Ask => "Ask about the selected variable or block",
            Group::Look => "Look around",
            Group::Rest => "Everything else",
        }
    }
}

#[derive(Debug)]
pub struct Binding {
    /// As the configuration file names it.
    pub name: &'static str,
    /// The first one is shown.
    pub keys: &'static [&'static str],
    pub action: Action,
    pub group: Group,
    pub help: &'static str,
    /// Its word on the key line, for those that stand there.
    pub hint: Option<&'static str>,
    pub modes: &'static [Mode],
}

const RUN: &[Mode] = &[Mode::Run];
const PANES: &[Mode] = &[Mode::Run, Mode::List];
const ALL: &[Mode] = &[Mode::Run, Mode::List, Mode::Popup];

macro_rules! bindings {
    ($($group:ident $modes:ident $name:literal [$($key:literal)*] $action:expr, $help:literal $(, $hint:literal)?;)*) => {
        &[$(Binding {
            name: $name,
            keys: &[$($key),*],
            action: $action,
            group: Group::$group,
            help: $help,
            hint: [$(Some($hint),)? None][0],
            modes: $modes,
        }),*]
    };
}

const fn ahead(motion: Motion) -> Action {
    Action::Move {
        motion,
        back: false,
    }
}

const fn back(motion: Motion) -> Action {
    Action::Move { motion, back: true }
}

/// A forward move is followed by its backward one with the same help.
pub static TABLE: &[Binding] = bindings! {
    Time RUN "step" ["s" "F11"] ahead(Motion::Step), "step into: the next statement, also inside calls", "step";
    Time RUN "step-back" ["S"] back(Motion::Step), "step into: the next statement, also inside calls";
    Time RUN "over" ["n" "F10"] ahead(Motion::Next), "step over: calls and fired defers run through", "over";
    Time RUN "over-back" ["N"] back(Motion::Next), "step over: calls and fired defers run through";
    Time RUN "out" ["o" "Shift-F11"] ahead(Motion::Finish), "out: to after the return, or back to before the call", "out";
    Time RUN "out-back" ["O"] back(Motion::Finish), "out: to after the return, or back to before the call";
    Time RUN "run" ["c" "F5"] ahead(Motion::Continue), "run to the next breakpoint, fault or end", "run";
    Time RUN "run-back" ["C"] back(Motion::Continue), "run to the next breakpoint, fault or end";
    Time RUN "instruction" ["i"] ahead(Motion::Instruction), "one instruction of the machine";
    Time RUN "instruction-back" ["I"] back(Motion::Instruction), "one instruction of the machine";
    Time RUN "to-cursor" ["."] Action::ToCursor { back: false }, "run to the line of the cursor: its next visit";
    Time RUN "to-cursor-back" [","] Action::ToCursor { back: true }, "run to the line of the cursor: its next visit";
    Time RUN "same-line" [">"] ahead(Motion::SameLine), "the next visit of this same line (loops)";
    Time RUN "same-line-back" ["<"] back(Motion::SameLine), "the next visit of this same line (loops)";
    Time RUN "event" ["]"] ahead(Motion::Event(EventFilter::Any)), "the next event of any kind", "event";
    Time RUN "event-back" ["["] back(Motion::Event(EventFilter::Any)), "the next event of any kind";
    Time RUN "memory" ["}"] ahead(Motion::Event(EventFilter::Memory)), "the next alloc or free", "alloc";
    Time RUN "memory-back" ["{"] back(Motion::Event(EventFilter::Memory)), "the next alloc or free";
    Time RUN "defer" [")"] ahead(Motion::Event(EventFilter::Defer)), "the next defer armed, fired or disarmed", "defer";
    Time RUN "defer-back" ["("] back(Motion::Event(EventFilter::Defer)), "the next defer armed, fired or disarmed";
    Time RUN "fault" ["!"] ahead(Motion::Event(EventFilter::Trouble)), "the next fault or error return";
    Time RUN "fault-back" ["@"] back(Motion::Event(EventFilter::Trouble)), "the next fault or error return";
    Time RUN "end" ["G"] Action::End, "the end of the run, the start; 41G goes to step 41";
    Time RUN "start" ["g"] Action::Start, "the end of the run, the start; 41G goes to step 41";
    Time RUN "redo" ["U"] Action::Redo, "redo, undo my own jumps";
    Time RUN "undo" ["u" "Ctrl-O"] Action::Undo, "redo, undo my own jumps";
    Time RUN "percent" ["%"] Action::Percent, "50%: half way through the run";
    Ask RUN "explain" ["e"] Action::Ask(Ask::Explain), "explain the fault or the selected block, step by step", "explain";
    Ask RUN "last-write" ["w"] Action::Ask(Ask::LastWrite), "who wrote it last", "who wrote";
    Ask RUN "writes" ["W"] Action::Ask(Ask::Writes), "everyone who wrote it";
    Ask RUN "allocated" ["a"] Action::Ask(Ask::Allocated), "who allocated it";
    Ask RUN "freed" ["x"] Action::Ask(Ask::Freed), "who freed it, and why";
    Ask RUN "pointers" ["p"] Action::Ask(Ask::Pointers), "who points to it now";
    Ask RUN "next-use" ["y"] Action::Ask(Ask::NextUse), "where it is used next";
    Ask RUN "watch" ["t"] Action::Watch, "stop whenever it is written (data breakpoint)";
    Look RUN "next-pane" ["Tab"] Action::NextPane, "the next pane, the pane before", "pane";
    Look RUN "previous-pane" ["Shift-Tab"] Action::PreviousPane, "the next pane, the pane before";
    Look RUN "source" ["1"] Action::Pane(PaneId::Source), "the source";
    Look RUN "stack" ["2"] Action::Pane(PaneId::Stack), "the stack with its variables";
    Look RUN "heap" ["3"] Action::Pane(PaneId::Heap), "the blocks of the heap";
    Look RUN "defers" ["4"] Action::Pane(PaneId::Defers), "the defers, in the order in which they will run";
    Look RUN "log" ["5"] Action::Pane(PaneId::Log), "the log of allocations";
    Look RUN "output" ["6"] Action::Pane(PaneId::Output), "what the program printed";
    Look RUN "present" ["0"] Action::Present, "back to the current step after looking around";
    Look ALL "up" ["Up" "k"] Action::Cursor(Cursor::Up), "move in a pane";
    Look ALL "down" ["Down" "j"] Action::Cursor(Cursor::Down), "move in a pane";
    Look ALL "left" ["Left" "h"] Action::Cursor(Cursor::Left), "move sideways, fold and unfold";
    Look ALL "right" ["Right" "l"] Action::Cursor(Cursor::Right), "move sideways, fold and unfold";
    Look ALL "page-up" ["PageUp"] Action::Cursor(Cursor::PageUp), "a page up, down";
    Look ALL "page-down" ["PageDown"] Action::Cursor(Cursor::PageDown), "a page up, down";
    Look ALL "first" ["Home"] Action::Cursor(Cursor::First), "the first row, the last row";
    Look ALL "last" ["End"] Action::Cursor(Cursor::Last), "the first row, the last row";
    Look ALL "enter" ["Enter"] Action::Enter, "go to the moment of the row, unfold it, open it";
    Look RUN "view" ["v"] Action::NextView, "the next view of the pane (heap: list, boxes, bytes, table, map)";
    Look RUN "filter" ["F"] Action::Filter, "what the log shows: memory, defers, everything";
    Look PANES "search" ["/"] Action::Search, "search in the pane; `/` and Enter again for the next";
    Look RUN "zoom" ["z"] Action::Zoom, "this pane alone on the screen, and back", "zoom";
    Look RUN "grow" ["+"] Action::Grow, "make the pane larger, smaller";
    Look RUN "shrink" ["-"] Action::Shrink, "make the pane larger, smaller";
    Look RUN "reset-layout" ["="] Action::ResetLayout, "the panes as they were";
    Rest RUN "breakpoint" ["b" "F9"] Action::Breakpoint, "breakpoint on the line of the cursor, on and off", "break";
    Rest RUN "edit-breakpoint" ["B"] Action::EditBreakpoint, "breakpoint with a condition, a hit count, a text";
    Rest RUN "mark" ["m"] Action::Mark, "`ma` marks this moment as a; `'a` comes back";
    Rest RUN "go-mark" ["'"] Action::GoMark, "`ma` marks this moment as a; `'a` comes back";
    Rest RUN "diff" ["d"] Action::Diff, "what differs from the last mark; `d` again ends it";
    Rest PANES "command" [":"] Action::Command, "type a command; Tab completes", "command";
    Rest ALL "help" ["?"] Action::Help, "this help", "help";
    Rest ALL "pane-help" ["F1"] Action::PaneHelp, "what the marks of this pane mean";
    Rest ALL "mouse" ["\\"] Action::Mouse, "mouse off (the terminal selects text) and on";
    Rest ALL "redraw" ["Ctrl-L"] Action::Redraw, "draw the screen anew";
    Rest ALL "suspend" ["Ctrl-Z"] Action::Suspend, "stop this program; `fg` brings it back";
    Rest ALL "interrupt" ["Ctrl-C"] Action::Interrupt, "interrupt what takes long; twice quits";
    Rest ALL "close" ["Esc"] Action::Close, "close what is open, forget what was typed";
    Rest ALL "quit" ["q"] Action::Quit, "quit", "quit";
};

/// One key as a person names it: `s`, `Ctrl-L`, `Shift-F11`, `PageUp`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Key {
    pub code: KeyCode,
    pub ctrl: bool,
    pub shift: bool,
}

const NAMED: [(&str, KeyCode); 14] = [
    ("Tab", KeyCode::Tab),
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Space", KeyCode::Char(' ')),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
];

impl Key {
    /// Terminals say Shift-Tab and capital letters in more than one way; a key has one form here.
    pub fn from_event(event: KeyEvent) -> Key {
        let shift = event.modifiers.contains(KeyModifiers::SHIFT);
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        match event.code {
            KeyCode::BackTab => Key {
                code: KeyCode::Tab,
                ctrl,
                shift: true,
            },
            KeyCode::Char(c) if ctrl => Key {
                code: KeyCode::Char(c.to_ascii_lowercase()),
                ctrl,
                shift: false,
            },
            KeyCode::Char(_) => Key {
                code: event.code,
                ctrl,
                shift: false,
            },
            code => Key { code, ctrl, shift },
        }
    }

    pub fn parse(name: &str) -> Option<Key> {
        let mut rest = name;
        let (mut ctrl, mut shift) = (false, false);
        loop {
            if let Some(tail) = rest.strip_prefix("Ctrl-") {
                (ctrl, rest) = (true, tail);
            } else if let Some(tail) = rest.strip_prefix("Shift-") {
                (shift, rest) = (true, tail);
            } else {
                break;
            }
        }
        let code = match NAMED.iter().find(|&&(known, _)| known == rest) {
            Some(&(_, code)) => code,
            None => single(rest, ctrl)?,
        };
        // A shifted letter is its capital.
        if shift && matches!(code, KeyCode::Char(_)) {
            return None;
        }
        Some(Key { code, ctrl, shift })
    }

    /// The character, when the key types one.
    pub fn letter(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl => Some(c),
            _ => None,
        }
    }
}

fn single(name: &str, ctrl: bool) -> Option<KeyCode> {
    if let Some(number) = name.strip_prefix('F').and_then(|n| n.parse::<u8>().ok()) {
        return (1..=12).contains(&number).then_some(KeyCode::F(number));
    }
    let mut chars = name.chars();
    let c = chars.next().filter(|c| !c.is_control() && *c != ' ')?;
    let c = if ctrl { c.to_ascii_lowercase() } else { c };
    chars.next().is_none().then_some(KeyCode::Char(c))
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            write!(f, "Ctrl-")?;
        }
        if self.shift {
            write!(f, "Shift-")?;
        }
        if let Some((name, _)) = NAMED.iter().find(|(_, code)| *code == self.code) {
            return write!(f, "{name}");
        }
        match self.code {
            KeyCode::Char(c) if self.ctrl => write!(f, "{}", c.to_ascii_uppercase()),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(number) => write!(f, "F{number}"),
            other => write!(f, "{other:?}"),
        }
    }
}

/// Which key does what, after the configuration file had its say.
#[derive(Clone, Debug)]
pub struct Keymap {
    by_key: HashMap<Key, Vec<usize>>,
    /// The keys of each binding of [`TABLE`], the shown one first.
    keys: Vec<Vec<Key>>,
}

impl Default for Keymap {
    fn default() -> Keymap {
        Keymap::with(&[]).expect("the built-in keys do not clash")
    }
}

impl Keymap {
    /// The table with some bindings moved to other keys. `changes` are pairs of binding and key names.
    pub fn with(changes: &[(String, Vec<String>)]) -> Result<Keymap, String> {
        let mut keys: Vec<Vec<Key>> = TABLE
            .iter()
            .map(|binding| {
                binding
                    .keys
                    .iter()
                    .filter_map(|name| Key::parse(name))
                    .collect()
            })
            .collect();
        for (name, wanted) in changes {
            let index = TABLE
                .iter()
                .position(|binding| binding.name == name)
                .ok_or_else(|| {
                    format!("there is no action `{name}`; `?` in the interface lists them")
                })?;
            keys[index] = wanted
                .iter()
                .map(|key| {
                    Key::parse(key)
                        .ok_or_else(|| format!("`{key}` (for `{name}`) is not the name of a key"))
                })
                .collect::<Result<_, _>>()?;
        }
        let mut map = Keymap {
            by_key: HashMap::new(),
            keys,
        };
        map.index()?;
        Ok(map)
    }

    fn index(&mut self) -> Result<(), String> {
        for (index, keys) in self.keys.iter().enumerate() {
            for &key in keys {
                let users = self.by_key.entry(key).or_default();
                let modes = TABLE[index].modes;
                let clash = users
                    .iter()
                    .find(|&&other| TABLE[other].modes.iter().any(|m| modes.contains(m)));
                if let Some(&other) = clash {
                    return Err(format!(
                        "the key `{key}` has two meanings: `{}` and `{}`",
                        TABLE[other].name, TABLE[index].name
                    ));
                }
                users.push(index);
            }
        }
        Ok(())
    }

    pub fn action(&self, key: Key, mode: Mode) -> Option<Action> {
        let users = self.by_key.get(&key)?;
        let found = users
            .iter()
            .find(|&&index| TABLE[index].modes.contains(&mode));
        found.map(|&index| TABLE[index].action)
    }

    /// The key to show for the binding at `index`; empty when it has none.
    pub fn shown(&self, index: usize) -> String {
        self.keys[index]
            .first()
            .map_or(String::new(), Key::to_string)
    }

    /// All keys of the binding at `index`.
    pub fn all(&self, index: usize) -> String {
        let names: Vec<String> = self.keys[index].iter().map(Key::to_string).collect();
        names.join(" ")
    }

    /// The key to show for an action.
    pub fn shown_for(&self, action: Action) -> String {
        let index = TABLE.iter().position(|binding| binding.action == action);
        index.map_or(String::new(), |index| self.shown(index))
    }
}

/// One row of help: one binding, or a pair that shares its help.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HelpRow {
    pub group: Group,
    pub keys: String,
    /// Keys of the second of a pair.
    pub back: Option<String>,
    pub help: &'static str,
    pub hint: Option<&'static str>,
    pub modes: &'static [Mode],
    pub action: Action,
}

/// The table as people read it: pairs are joined.
pub fn help_rows(keymap: &Keymap) -> Vec<HelpRow> {
    let mut rows: Vec<HelpRow> = Vec::new();
    for (index, binding) in TABLE.iter().enumerate() {
        match rows.last_mut() {
            Some(row) if row.help == binding.help && row.back.is_none() => {
                row.back = Some(keymap.all(index))
            }
            _ => rows.push(HelpRow {
                group: binding.group,
                keys: keymap.all(index),
                back: None,
                help: binding.help,
                hint: binding.hint,
                modes: binding.modes,
                action: binding.action,
            }),
        }
    }
    rows
}

/// The README's table of keys.
pub fn markdown() -> String {
    let rows = help_rows(&Keymap::default());
    let mut out = String::new();
    for group in [Group::Time, Group::Ask, Group::Look, Group::Rest] {
        let paired = group == Group::Time;
        out.push_str(&format!("**{}**\n\n", group.title()));
        out.push_str(if paired {
            "| forwards | back | meaning |\n|---|---|---|\n"
        } else {
            "| keys | meaning |\n|---|---|\n"
        });
        for row in rows.iter().filter(|row| row.group == group) {
            let keys = code(&row.keys);
            let back = row.back.as_deref().map(code).unwrap_or_default();
            let help = row.help.replace('|', "\\|");
            let line = match (paired, back.is_empty()) {
                (true, _) => format!("| {keys} | {back} | {help} |\n"),
                (false, true) => format!("| {keys} | {help} |\n"),
                (false, false) => format!("| {keys} {back} | {help} |\n"),
            };
            out.push_str(&line);
        }
        out.push('\n');
    }
    out
}

fn code(keys: &str) -> String {
    let names: Vec<String> = keys
        .split(' ')
        .map(|key| format!("`{key}`").replace("`\\`", "`` \\ ``"))
        .collect();
    names.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_in_the_table_is_a_key_and_comes_back_as_itself() {
        for binding in TABLE {
            for name in binding.keys {
                let key = Key::parse(name).unwrap_or_else(|| panic!("{name} is not a key"));
                assert_eq!(key.to_string(), *name);
            }
        }
    }

    #[test]
    fn names_and_actions_are_unique() {
        for (index, binding) in TABLE.iter().enumerate() {
            for other in &TABLE[index + 1..] {
                assert_ne!(binding.name, other.name);
                assert_ne!(binding.action, other.action);
            }
        }
    }

    #[test]
    fn a_clash_names_both_sides() {
        let changes = [("over".to_string(), vec!["s".to_string()])];
        let error = Keymap::with(&changes).unwrap_err();
        assert_eq!(error, "the key `s` has two meanings: `step` and `over`");
    }

    #[test]
    fn a_moved_binding_leaves_its_old_key_free() {
        let changes = [("over".to_string(), vec!["Space".to_string()])];
        let map = Keymap::with(&changes).unwrap();
        let space = Key::parse("Space").unwrap();
        assert_eq!(map.action(space, Mode::Run), Some(ahead(Motion::Next)));
        assert_eq!(map.action(Key::parse("n").unwrap(), Mode::Run), None);
    }

    #[test]
    fn every_forward_move_has_its_way_back() {
        for binding in TABLE {
            if let Action::Move {
                motion,
                back: false,
            } = binding.action
            {
                let back = TABLE
                    .iter()
                    .find(|b| b.action == Action::Move { motion, back: true });
                assert_eq!(back.map(|b| b.help), Some(binding.help));
            }
        }
    }
}

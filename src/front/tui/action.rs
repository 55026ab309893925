//! What a person can ask for, without saying how: keys, mouse and prompt all end in an [`Action`].

use crate::debug::command::Motion;

/// A question about the selected cell, answered from the recording.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Ask {
    LastWrite,
    Writes,
    Allocated,
    Freed,
    Pointers,
    NextUse,
    Explain,
}

/// One box of the screen; the numbers are the keys that choose them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PaneId {
    Source,
    Stack,
    Heap,
    Defers,
    Log,
    Output,
    Questions,
    Story,
}

impl PaneId {
    pub const ALL: [PaneId; 8] = [
        PaneId::Source,
        PaneId::Stack,
        PaneId::Heap,
        PaneId::Defers,
        PaneId::Log,
        PaneId::Output,
        PaneId::Questions,
        PaneId::Story,
    ];

    /// From 1.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    pub fn name(self) -> &'static str {
        match self {
            PaneId::Source => "source",
            PaneId::Stack => "stack",
            PaneId::Heap => "heap",
            PaneId::Defers => "defers",
            PaneId::Log => "log",
            PaneId::Output => "output",
            PaneId::Questions => "questions",
            PaneId::Story => "story",
        }
    }
}

/// Moves inside a pane.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Cursor {
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    First,
    Last,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Action {
    Move {
        motion: Motion,
        back: bool,
    },
    /// To the next visit of the line of the cursor.
    ToCursor {
        back: bool,
    },
    Start,
    /// The end, or the step of the count.
    End,
    /// The part of the whole that the count says.
    Percent,
    Undo,
    Redo,
    Ask(Ask),
    Breakpoint,
    EditBreakpoint,
    Watch,
    /// The next key is the letter of the mark.
    Mark,
    GoMark,
    Diff,
    Filter,
    Pane(PaneId),
    NextPane,
    PreviousPane,
    /// Look at the current step again.
    Present,
    Cursor(Cursor),
    Enter,
    Zoom,
    Grow,
    Shrink,
    ResetLayout,
    NextView,
    Search,
    Command,
    Help,
    PaneHelp,
    Redraw,
    Mouse,
    Suspend,
    Interrupt,
    /// Close what is open on top, drop what is pending.
    Close,
    Quit,
}

impl Action {
    /// Whether it asks something of a program that runs.
    pub fn needs_program(self) -> bool {
        use Action::*;
        matches!(
            self,
            Move { .. }
                | ToCursor { .. }
                | Start
                | End
                | Percent
                | Undo
                | Redo
                | Ask(_)
                | Breakpoint
                | Watch
                | Diff
        )
    }

    /// Whether a number typed before it means something.
    pub fn takes_count(self) -> bool {
        matches!(
            self,
            Action::Move { .. }
                | Action::ToCursor { .. }
                | Action::End
                | Action::Percent
                | Action::Undo
                | Action::Redo
                | Action::Cursor(_)
        )
    }
}

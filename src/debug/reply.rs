//! What a session answers: plain data, with a text form in [`super::text`].

use super::view;

/// The answer to one command.
#[derive(Clone, PartialEq, Debug)]
pub struct Reply {
    pub answer: Answer,
    /// The present is another moment than before.
    pub moved: bool,
    /// One sentence: what happened, or why nothing did. May be empty.
    pub message: String,
    /// The command could not be carried out; `message` says why.
    pub failed: bool,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Answer {
    Nothing,
    /// Every move and `where`.
    Position(Position),
    Source(Listing),
    Frames(Vec<view::Frame>),
    /// The frame from which people look.
    Frame {
        number: u32,
        frame: view::Frame,
    },
    Variables {
        /// The function whose variables they are; `None` for globals.
        function: Option<String>,
        variables: Vec<view::Variable>,
    },
    Value {
        expression: String,
        type_name: String,
        value: view::Value,
    },
    Bytes {
        name: String,
        addr: u64,
        /// `None` is an undefined byte.
        bytes: Vec<Option<u8>>,
    },
    Blocks {
        blocks: Vec<view::Block>,
        totals: view::Totals,
    },
    Defers(Vec<view::FrameDefers>),
    Log {
        rows: Vec<view::LogRow>,
        /// How many of the rows lie in the past.
        past: usize,
    },
    Output(view::Output),
    Totals(view::Totals),
    Breakpoints(Vec<view::Breakpoint>),
    Marks(Vec<(String, Position)>),
    /// Dated answers to a question, oldest first, or the sentences of a story.
    Findings(Vec<Finding>),
    Differences(Vec<Difference>),
    Text(String),
    Quit,
}

/// A moment and what stands there.
#[derive(Clone, PartialEq, Debug)]
pub struct Position {
    pub moment: view::Moment,
    /// `None` after the end.
    pub location: Option<view::Location>,
    /// Name of the file of `location`.
    pub file: String,
    pub state: view::State,
    pub headline: String,
}

/// Source lines around the present.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listing {
    pub file: String,
    pub first: u32,
    pub lines: Vec<String>,
    /// The line that runs next, if it is in this file.
    pub current: Option<u32>,
    /// Lines with a breakpoint.
    pub breakpoints: Vec<u32>,
}

/// One dated fact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    pub date: Option<view::Date>,
    pub text: String,
}

impl Finding {
    /// Whether people would read the same: in one statement, much can happen that looks alike.
    pub fn tells_the_same(&self, other: &Finding) -> bool {
        let step = |finding: &Finding| finding.date.as_ref().map(|date| date.step);
        step(self) == step(other) && self.text == other.text
    }
}

/// Something that two moments do not have in common.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// `main.p`, `#2`, `output`.
    pub name: String,
    pub then: Option<String>,
    pub now: Option<String>,
}

impl Reply {
    pub fn of(answer: Answer) -> Reply {
        Reply {
            answer,
            moved: false,
            message: String::new(),
            failed: false,
        }
    }

    /// Nothing could be done, because of this.
    pub fn refused(why: impl Into<String>) -> Reply {
        Reply {
            message: why.into(),
            failed: true,
            ..Reply::of(Answer::Nothing)
        }
    }

    pub fn say(mut self, message: impl Into<String>) -> Reply {
        self.message = message.into();
        self
    }

    /// Says it only if there is something to say.
    pub fn say_if(self, message: impl Into<String>) -> Reply {
        let message = message.into();
        if message.is_empty() {
            self
        } else {
            self.say(message)
        }
    }

    pub fn moved(mut self, moved: bool) -> Reply {
        self.moved = moved;
        self
    }
}

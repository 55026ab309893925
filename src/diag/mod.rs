//! What is wrong with a program, as data: one [`Diagnostic`] is one finding with its places, its stable
//! code and a way out. `render` makes text of it, `json` makes data; neither changes what it says.

use crate::source::Span;

pub mod json;
pub mod near;
pub mod render;

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Severity {
    Error,
    Warning,
    Note,
}

/// One finding. Build it with [`Diagnostic::error`] or [`Diagnostic::warning`] and the adders below.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    pub severity: Severity,
    /// Stable name such as `use-after-free` or `syntax`; tests and scripts rely on it.
    pub code: &'static str,
    /// One sentence, in Zig's words where Zig has a clear one.
    pub message: String,
    pub primary: Span,
    /// Shown under the primary span; may be empty.
    pub primary_label: String,
    /// Other places that belong to the story, in the order in which to show them.
    pub labels: Vec<(Span, String)>,
    pub notes: Vec<String>,
    /// What to write or do instead.
    pub hint: Option<String>,
    /// A warning that stands where Zig itself has an error: `--strict` turns it into one.
    pub lenient: bool,
}

impl Diagnostic {
    pub fn new(
        severity: Severity,
        code: &'static str,
        at: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic {
            severity,
            code,
            message: message.into(),
            primary: at,
            primary_label: String::new(),
            labels: Vec::new(),
            notes: Vec::new(),
            hint: None,
            lenient: false,
        }
    }

    pub fn error(code: &'static str, at: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Error, code, at, message)
    }

    pub fn warning(code: &'static str, at: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Warning, code, at, message)
    }

    /// A warning where Zig refuses to compile.
    pub fn lenient(code: &'static str, at: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            lenient: true,
            ..Diagnostic::warning(code, at, message)
        }
    }

    pub fn here(mut self, label: impl Into<String>) -> Diagnostic {
        self.primary_label = label.into();
        self
    }

    pub fn label(mut self, at: Span, text: impl Into<String>) -> Diagnostic {
        self.labels.push((at, text.into()));
        self
    }

    pub fn note(mut self, text: impl Into<String>) -> Diagnostic {
        self.notes.push(text.into());
        self
    }

    pub fn hint(mut self, text: impl Into<String>) -> Diagnostic {
        self.hint = Some(text.into());
        self
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// What `--strict` makes of it.
    pub fn strict(mut self) -> Diagnostic {
        if self.lenient {
            self.severity = Severity::Error;
        }
        self
    }
}

//! From a file's name to a program that can run, with everything that is to be said on the way.

use std::path::Path;

use super::input::{self, Unreadable};
use crate::bytecode::{self, Program};
use crate::diag::Diagnostic;
use crate::sema::{self, Options};
use crate::source::{FileId, SourceMap, Span};

/// What became of a source.
pub(super) struct Compiled {
    pub map: SourceMap,
    /// By file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// `None` where there are errors.
    pub program: Option<Program>,
}

/// Reads and analyses a file and makes a program of it.
pub(super) fn compile(path: &Path, options: &Options) -> Result<Compiled, Unreadable> {
    let mut map = SourceMap::default();
    let id = input::read(path, &mut map)?;
    Ok(from_source(map, id, options))
}

fn from_source(mut map: SourceMap, id: FileId, options: &Options) -> Compiled {
    let analysis = sema::analyze(&mut map, id, options);
    let mut diagnostics = analysis.diagnostics;
    diagnostics.sort_by_key(|d| (d.primary.file, d.primary.start()));
    let module = analysis
        .module
        .filter(|_| !diagnostics.iter().any(Diagnostic::is_error));
    let program = module.and_then(|module| match bytecode::lower::lower(module, map.clone()) {
        Ok(program) => Some(program),
        Err(problem) => {
            let at = problem.span.unwrap_or(Span::new(id, 0, 0));
            diagnostics.push(Diagnostic::error("too-large", at, problem.message));
            None
        }
    });
    Compiled {
        map,
        diagnostics,
        program,
    }
}

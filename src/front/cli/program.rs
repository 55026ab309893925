//! From a file's name to a program that can run, with everything that is to be said on the way.

use std::path::Path;

use serde_json::{Value, json};

use super::args::Source;
use super::input::{self, Unreadable};
use super::{Exit, Output};
use crate::bytecode::{self, Program};
use crate::diag::Diagnostic;
use crate::diag::json as diag_json;
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

/// The same for a source that has been read.
pub(super) fn from_source(map: SourceMap, id: FileId, options: &Options) -> Compiled {
    let options = options.clone();
    // Lowering walks trees by recursion, on whatever thread its caller has.
    let work = std::thread::Builder::new()
        .name("compiler".into())
        .stack_size(STACK_BYTES)
        .spawn(move || on_this_thread(map, id, &options))
        .expect("a thread can be started");
    match work.join() {
        Ok(compiled) => compiled,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

/// Room for the deepest tree; what is not used costs nothing.
const STACK_BYTES: usize = 256 << 20;

fn on_this_thread(mut map: SourceMap, id: FileId, options: &Options) -> Compiled {
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

impl Compiled {
    /// All diagnostics as data.
    pub fn json(&self) -> Vec<Value> {
        let all = self.diagnostics.iter();
        all.map(|d| diag_json::diagnostic(d, &self.map)).collect()
    }
}

/// A program that runs, and what was said on the way; or the status, when it has been told why there is none.
pub(super) fn told(
    path: &Path,
    options: &Options,
    is_json: bool,
    out: &Output,
) -> Result<(Program, Compiled), Exit> {
    let name = path.display().to_string();
    let mut compiled = compile(path, options).map_err(|why| {
        match is_json {
            true => {
                let status = Exit::Usage as u8;
                out.json(&json!({ "file": name, "status": status, "error": why.message }));
            }
            false => out.error(&why.message, why.hint),
        }
        Exit::Usage
    })?;
    if !is_json {
        out.diagnostics(&compiled.diagnostics, &compiled.map);
    }
    match compiled.program.take() {
        Some(program) => Ok((program, compiled)),
        None => {
            if is_json {
                let status = Exit::Rejected as u8;
                let found = compiled.json();
                out.json(&json!({ "file": name, "status": status, "diagnostics": found }));
            }
            Err(Exit::Rejected)
        }
    }
}

/// A program that runs, or the status after having said why there is none.
pub(super) fn ready(source: &Source, out: &Output) -> Result<Program, Exit> {
    let compiled = compile(&source.file, &source.reading.options()).map_err(|why| {
        out.error(&why.message, why.hint);
        Exit::Usage
    })?;
    out.diagnostics(&compiled.diagnostics, &compiled.map);
    compiled.program.ok_or(Exit::Rejected)
}

//! Analysis: from the syntax tree to typed trees, one per function instance. An interpreter over the AST that
//! yields a comptime value where it can and IR where it must. Declarations are analysed when something reaches
//! them, as Zig does; a function is analysed once per combination of its comptime arguments.
//!
//! Reading order: [`frame`] (where analysis stands: mode, names, labels), [`operand`] (what an expression gives),
//! [`decl`] and [`container`] (declarations, types), `expr` and its kin (expressions), `stmt`, `control`,
//! `call`, [`coerce`], [`image`] (comptime values as memory).

mod arith;
mod build;
mod builtin;
mod call;
mod check;
mod coerce;
mod compare;
mod container;
mod control;
mod ct;
mod decl;
mod entry;
mod errors;
mod expr;
mod field;
mod format;
mod fragment;
mod frame;
mod free;
mod image;
mod init;
mod instance;
mod loops;
mod operand;
mod outside;
mod patch;
mod place;
mod scope;
mod slice;
mod stmt;
mod switch;
mod switch_again;
mod switch_cover;
mod types;

use std::collections::HashMap;

use crate::diag::Diagnostic;
use crate::ir;
use crate::source::{FileId, SourceMap};
use crate::types::TypePool;

use decl::World;
use frame::Frame;

/// What the program asks of analysis beyond its text.
#[derive(Clone, Default, Debug)]
pub struct Options {
    /// The five leniences are errors.
    pub strict: bool,
    /// The function to run in a file without `main`: `name`, or a call such as `name(allocator, 8)`.
    pub entry: Option<String>,
    /// What calls of functions that exist nowhere give, by name (`save`, `Resource.init`).
    pub holes: Vec<(String, HoleOutcome)>,
    /// Analyse the `test` blocks instead of `main`.
    pub tests: bool,
    /// The test that the program starts with; the first one unless it is named.
    pub test: Option<String>,
    /// Nothing is going to run: the tests of a file without `main` are what it is about, and what newer versions
    /// of Zig no longer have is worth a note.
    pub only_check: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HoleOutcome {
    Ok,
    /// The name of an error.
    Error(String),
}

/// What analysis found.
pub struct Analysis {
    /// `None` where there are errors.
    pub module: Option<ir::Module>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Bytes of stack for analysis.
const STACK: usize = 512 << 20;

/// Analyses a file and what it imports, on a thread of its own.
pub fn analyze(map: &mut SourceMap, root: FileId, options: &Options) -> Analysis {
    let (text, wishes) = (map.clone(), options.clone());
    let work = move || {
        let mut sema = Sema::new(text, wishes);
        let analysis = sema.run(root);
        (analysis, sema.map)
    };
    // Nested programs need a deep stack, whoever calls; what is not used costs nothing.
    let thread = std::thread::Builder::new()
        .name("analysis".to_owned())
        .stack_size(STACK);
    let done = thread.spawn(work).map(std::thread::JoinHandle::join);
    match done {
        Ok(Ok((analysis, files))) => {
            *map = files;
            analysis
        }
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Err(problem) => {
            let message = format!("cannot start analysis: {problem}");
            let at = crate::source::Span::new(root, 0, 0);
            Analysis {
                module: None,
                diagnostics: vec![Diagnostic::error("internal", at, message)],
            }
        }
    }
}

/// All that analysis knows. The methods are spread over the files of this module, by topic.
struct Sema {
    map: SourceMap,
    options: Options,
    pool: TypePool,
    diagnostics: Vec<Diagnostic>,
    world: World,
    ct: ct::Machine,
    instances: instance::Instances,
    globals: image::Globals,
    frame: Frame,
    fragment: fragment::Fragment,
    /// Known values that the tree holds behind statements, until they have a type of the running program.
    carried: Vec<crate::types::Value>,
    /// The file of the program.
    root: Option<crate::types::TypeId>,
    /// Files by import path: `std/mem.zig`.
    files: HashMap<String, FileId>,
}

#[cfg(test)]
mod tests;

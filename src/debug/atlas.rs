//! From instructions to places in the source and back: which statement, which line, which function.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::constants::{self, Constants};
use super::eval::Term;
use super::present::short;
use super::text::visible;
use super::view::Location;
use crate::bytecode::disassemble::has_extension;
use crate::bytecode::{
    FunctionInfo, GlobalInfo, Instr, LineKind, Notice, Op, Pc, Program, STATEMENT, function_address,
};
use crate::ir::FunctionId;
use crate::source::{FileId, Span};
use crate::vm::FIRST_FRAME;

/// A program with its user statements found.
pub struct Atlas {
    program: Arc<Program>,
    /// The file that is shown: the user's.
    file: FileId,
    /// Starts of user statements by line of `file`, each list in order of code.
    lines: BTreeMap<u32, Vec<Pc>>,
    /// Of those, the ones that stand first on their line: one of them runs each time the line is visited.
    visits: BTreeMap<u32, Vec<Pc>>,
    /// Where functions of the user return.
    returns: Vec<Pc>,
    /// The frame of the first function of the user's, and when it was entered.
    outermost: OnceLock<(u64, u64)>,
    /// Read when somebody names one.
    constants: OnceLock<Constants>,
}

/// Longest text of a statement.
const TEXT: usize = 120;

impl Atlas {
    pub fn new(program: Arc<Program>) -> Atlas {
        let sources = &program.sources;
        let user = sources.ids().find(|&id| !sources.is_library(id));
        let file = user.unwrap_or(FileId(0));
        let mut lines: BTreeMap<u32, Vec<Pc>> = BTreeMap::new();
        for entry in &program.lines {
            if is_user_statement(&program, entry.start) && entry.span.file == file {
                let line = sources.line_col(entry.span).line;
                lines.entry(line).or_default().push(entry.start);
            }
        }
        let visits = lines
            .iter()
            .map(|(&line, pcs)| (line, leaders(&program, pcs)))
            .collect();
        let returns = returns(&program, |f| !f.is_library);
        Atlas {
            program,
            file,
            lines,
            visits,
            returns,
            outermost: OnceLock::new(),
            constants: OnceLock::new(),
        }
    }

    /// The constants of the shown file that lie nowhere in memory.
    pub fn constants(&self) -> &Constants {
        self.constants.get_or_init(|| {
            let source = self.program.sources.file(self.file);
            Constants::read(&source.name, &source.text, &self.program.types)
        })
    }

    /// The value of a constant that lies nowhere in memory: of the blocks around an instruction, or of a container.
    pub fn constant(&self, here: Option<Pc>, name: &str) -> Option<Term> {
        let of_block = here.and_then(|pc| self.constant_at(pc, name));
        of_block.or_else(|| self.constants().get(name).cloned())
    }

    /// The global variable that a name means in a function: `total`, `Counter.total`. Of several with one name it is that
    /// of the innermost container around the function; elsewhere it has no meaning.
    pub fn global(&self, home: Option<FunctionId>, name: &str) -> Option<&GlobalInfo> {
        let named = self.globals_named(name);
        if named.len() < 2 {
            return named.first().copied();
        }
        let mut around = home.map_or("", |home| self.program.function(home).name.as_str());
        while !around.is_empty() {
            let full = format!("{around}.{name}");
            if let Some(own) = named.iter().find(|g| g.name == full) {
                return Some(own);
            }
            around = around.strip_suffix(short(around))?.trim_end_matches('.');
        }
        None
    }

    /// The global variables by the end of their names.
    pub fn globals_named(&self, name: &str) -> Vec<&GlobalInfo> {
        let is_named = |g: &&GlobalInfo| {
            let before = g.name.strip_suffix(name);
            !g.hidden && before.is_some_and(|before| before.ends_with('.'))
        };
        let (library, own): (Vec<_>, Vec<_>) = self
            .program
            .globals
            .iter()
            .filter(is_named)
            .partition(|g| g.is_library);
        if own.is_empty() { library } else { own }
    }

    /// The same of the blocks alone.
    pub fn constant_at(&self, pc: Pc, name: &str) -> Option<Term> {
        let find = |name: &str| {
            let mut visible = self.program.visible_constants(pc);
            visible.find(|known| known.name == name)
        };
        let types = &self.program.types;
        let Some(known) = find(name) else {
            let (base, field) = name.split_once('.')?;
            return constants::field(find(base)?, field, types);
        };
        if let Some(function) = &known.function {
            let at = self.own_functions(function);
            return Some(Term::Function {
                name: short(function).to_owned(),
                at: at.into_iter().map(function_address).collect(),
            });
        }
        constants::term(known, types)
    }

    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }

    pub fn file(&self) -> FileId {
        self.file
    }

    pub fn file_name(&self, file: FileId) -> &str {
        &self.program.sources.file(file).name
    }

    /// A step of the user's program starts at this instruction.
    pub fn is_statement(&self, pc: Pc) -> bool {
        is_user_statement(&self.program, pc)
    }

    /// A statement starts here, the user's or the library's.
    pub fn is_any_statement(&self, pc: Pc) -> bool {
        let entry = self.program.line_at(pc);
        entry.start == pc && entry.kind == LineKind::Statement
    }

    /// The statement to which an instruction belongs.
    pub fn location(&self, pc: Pc) -> Location {
        let entry = self.program.line_at(pc);
        let function = self.program.function(entry.function);
        self.place(entry.span, &function.short_name)
    }

    /// A place in the source as people see it.
    pub fn place(&self, span: Span, function: &str) -> Location {
        let at = self.program.sources.line_col(span);
        Location {
            file: span.file,
            line: at.line,
            col: at.col,
            span,
            function: function.to_owned(),
            text: self.text(span),
        }
    }

    /// The text of a span on one line, with the semicolon that ends it.
    pub fn text(&self, span: Span) -> String {
        let text = &self.program.sources.file(span.file).text;
        let mut end = span.end();
        // The head of a loop: what closes its parentheses, and its captures.
        if text[span.start()..end].starts_with("for (")
            || text[span.start()..end].starts_with("inline for (")
        {
            end += head_end(&text[end..]);
        }
        // What a switch is about says too little without it.
        if text[..span.start()].ends_with("switch (") && text[end..].starts_with(')') {
            return one_line(&format!("switch ({})", &text[span.start()..end]));
        }
        let semicolon = text[end..].starts_with(';');
        let end = end + usize::from(semicolon);
        one_line(head(&text[span.start()..end]))
    }

    pub fn function_name(&self, pc: Pc) -> &str {
        let function = self.program.line_at(pc).function;
        &self.program.function(function).short_name
    }

    pub fn is_library(&self, pc: Pc) -> bool {
        let function = self.program.line_at(pc).function;
        self.program.function(function).is_library
    }

    /// Whether a function returns the error that this call gives it, as in `try f()` and `return f()`.
    pub fn passes_error_on(&self, call: Pc) -> bool {
        let code = &self.program.code;
        let next = |at: usize| at + 1 + usize::from(has_extension(code[at]));
        let is_return = |i: &Instr| i.opcode() == Op::Event && i.x == Notice::ErrorReturned as u8;
        let mut at = next(call.0 as usize);
        while at < code.len() && !code[at].is_statement() {
            match code[at].opcode() {
                Op::JEqI => return code.get(next(at)).is_some_and(is_return),
                Op::JNeI | Op::Event => return is_return(&code[at]),
                _ => at = next(at),
            }
        }
        false
    }

    /// Statements of the shown file on a line.
    pub fn statements(&self, line: u32) -> &[Pc] {
        self.lines.get(&line).map_or(&[], Vec::as_slice)
    }

    /// The instructions of which one runs each time the line is visited, once in each function instance and once
    /// in the code of a fired defer.
    pub fn visits(&self, line: u32) -> &[Pc] {
        self.visits.get(&line).map_or(&[], Vec::as_slice)
    }

    /// Who starts the run says where the first statement of the user's stands.
    pub fn set_outermost(&self, fp: u64, called: u64) {
        let _ = self.outermost.set((fp, called));
    }

    /// The frame of the first function of the user's, and when it was entered.
    pub fn outermost(&self) -> (u64, u64) {
        let known = self.outermost.get().copied();
        known.unwrap_or((8 * FIRST_FRAME as u64, 0))
    }

    /// Of these statements those that stand first, in each function instance and in the code of a fired defer.
    pub fn leaders(&self, pcs: &[Pc]) -> Vec<Pc> {
        leaders(&self.program, pcs)
    }

    /// The instructions with which functions of the user return, sorted.
    pub fn returns(&self) -> &[Pc] {
        &self.returns
    }

    /// The same of these functions, whose ever they are.
    pub fn returns_of(&self, functions: &[FunctionId]) -> Vec<Pc> {
        returns(&self.program, |f| functions.contains(&f.id))
    }

    /// The line itself, the one on which the statement begins that goes on there, or the next one on which something
    /// happens.
    pub fn line_with_code(&self, line: u32) -> Option<u32> {
        let next = self.lines.range(line..).next().map(|(&line, _)| line);
        match next == Some(line) {
            true => next,
            false => self.begun_before(line).or(next),
        }
    }

    /// Where the statement begins that goes on over several lines, this one among them: to others inside it only lines
    /// lead on that say nothing of their own.
    fn begun_before(&self, line: u32) -> Option<u32> {
        let (&first, pcs) = self.lines.range(..line).next_back()?;
        let sources = &self.program.sources;
        let own = sources.file(self.file).line(line).trim();
        let is_bare = own.is_empty() || own.starts_with("//") || own.starts_with('}');
        let says_something = !is_bare && !own.ends_with('{');
        let goes_on = pcs.iter().any(|&pc| {
            let span = self.program.line_at(pc).span;
            let text = &sources.file(span.file).text[span.start()..span.end()];
            let last = first + text.matches('\n').count() as u32;
            let next = self.lines.range(line..).next().map(|(&line, _)| line);
            line <= last && (says_something || next.is_none_or(|next| next > last))
        });
        goes_on.then_some(first)
    }

    /// Why a line without code cannot be gone to.
    pub fn nothing_on(&self, line: u32) -> String {
        match self.line_with_code(line) {
            Some(first) if first < line => {
                format!("line {line} belongs to the statement that begins on line {first}")
            }
            Some(next) => format!("nothing runs on line {line}; the next line with code is {next}"),
            None => {
                let source = self.program.sources.file(self.file);
                match source.line_count() {
                    last if last < line => {
                        format!("there is no line {line}: the last one is {last}")
                    }
                    _ => format!("nothing runs on line {line} or after it"),
                }
            }
        }
    }

    /// All lines with statements, in order.
    pub fn lines(&self) -> impl Iterator<Item = (u32, &[Pc])> + '_ {
        self.lines.iter().map(|(&line, pcs)| (line, pcs.as_slice()))
    }

    /// All instances of the functions that a name means: `push`, `Stack.push`, `main.Stack(i32).push`. User's first.
    pub fn functions(&self, name: &str) -> Vec<FunctionId> {
        let functions = &self.program.functions;
        let fits = |is_library: bool| {
            functions
                .iter()
                .filter(move |f| f.is_library == is_library && names(&f.name, &f.short_name, name))
                .map(|f| f.id)
        };
        let users: Vec<_> = fits(false).collect();
        if users.is_empty() {
            fits(true).collect()
        } else {
            users
        }
    }

    /// Those of them that are the user's.
    pub fn own_functions(&self, name: &str) -> Vec<FunctionId> {
        let mut found = self.functions(name);
        found.retain(|&f| !self.program.function(f).is_library);
        found
    }

    /// Names for completion, without the library's.
    pub fn function_names(&self) -> Vec<String> {
        let users = self.program.functions.iter().filter(|f| !f.is_library);
        let mut names: Vec<_> = users.map(|f| f.short_name.clone()).collect();
        names.sort();
        names.dedup();
        names
    }
}

fn returns(program: &Program, is_meant: impl Fn(&FunctionInfo) -> bool) -> Vec<Pc> {
    let mut returns = Vec::new();
    for function in program.functions.iter().filter(|f| is_meant(f)) {
        let mut pc = function.entry.0;
        while pc < function.end.0 {
            let instr = program.code[pc as usize];
            if matches!(instr.opcode(), Op::Ret | Op::Ret1 | Op::Ret2 | Op::RetN) {
                returns.push(Pc(pc));
            }
            pc += 1 + u32::from(has_extension(instr));
        }
    }
    returns.sort();
    returns
}

fn is_user_statement(program: &Program, pc: Pc) -> bool {
    let instr = program.code.get(pc.0 as usize);
    instr.is_some_and(|i| i.op & STATEMENT != 0)
}

/// Of the statements of one line, those that stand first in their function, or in their fired defer.
fn leaders(program: &Program, pcs: &[Pc]) -> Vec<Pc> {
    let group = |pc: Pc| {
        let entry = program.line_at(pc);
        ((entry.function, entry.in_defer), entry.span.start())
    };
    let is_first = |&&pc: &&Pc| {
        let (own, start) = group(pc);
        pcs.iter()
            .map(|&other| group(other))
            .all(|(other, begins)| other != own || start <= begins)
    };
    pcs.iter().filter(is_first).copied().collect()
}

/// Whether a typed name means the function: the last parts of its full name, comptime arguments left out or not.
fn names(full: &str, short: &str, typed: &str) -> bool {
    if typed == short || typed == full {
        return true;
    }
    let is_end = |name: &str| {
        name.strip_suffix(typed)
            .is_some_and(|before| before.ends_with('.'))
    };
    // `main.Pool(main.Node,3).take` as `Pool(Node, 3).take`
    let file = full.split_once('.').map_or("", |(file, _)| file);
    let bare = full.replace(&format!("{file}."), "");
    is_end(full) || is_end(&without_arguments(full)) || bare == typed.replace(' ', "")
}

/// `main.Stack(i32).push` as `main.Stack.push`
fn without_arguments(name: &str) -> String {
    let mut depth = 0;
    let mut out = String::new();
    for c in name.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// How far the rest of a loop's head reaches on its line: `) |item, i|`.
fn head_end(rest: &str) -> usize {
    let line = rest.lines().next().unwrap_or("");
    let Some(close) = line.find(')').filter(|at| *at <= 4) else {
        return 0;
    };
    let captures = line[close + 1..]
        .strip_prefix(" |")
        .and_then(|inner| inner.find('|'));
    close + 1 + captures.map_or(0, |at| at + 3)
}

/// What stands before the body of a statement that has one over several lines: `switch (u) {`.
fn head(text: &str) -> &str {
    let mut before = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_end().ends_with('{') && before + line.len() < text.len() {
            return text[..before + line.len()].trim_end();
        }
        before += line.len();
    }
    text
}

/// Blanks and line ends become one blank each; a long text is cut.
pub fn one_line(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    let line = visible(&words.join(" "));
    match line.char_indices().nth(TEXT) {
        Some((at, _)) => format!("{}...", &line[..at]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_answers_to_the_end_of_its_name() {
        let full = "main.Stack(i32).push";
        for typed in ["push", "Stack.push", "Stack(i32).push", full] {
            assert!(names(full, "push", typed), "{typed}");
        }
        let full = "main.Pool(main.Node,3).take";
        for typed in ["Pool(Node, 3).take", "Pool(main.Node,3).take", "Pool.take"] {
            assert!(names(full, "take", typed), "{typed}");
        }
        for typed in ["ush", "Queue.push", "Stack"] {
            assert!(!names(full, "push", typed), "{typed}");
        }
    }

    #[test]
    fn a_statement_is_shown_on_one_line() {
        assert_eq!(one_line("a(\n    b,\n  );"), "a( b, );");
    }
}

//! One sentence for a syntax error. pest tells where the grammar stopped and which rules it had hoped for;
//! the set of rules decides what to say, in Zig's words and at Zig's place.

use pest::Parser as _;
use pest::error::{Error, ErrorVariant, InputLocation};

use super::grammar::{Rule, Zig};
use super::problem;
use super::token::{self, TokenKind, Tokens};
use crate::diag::Diagnostic;
use crate::source::{FileId, Span};

mod brackets;
mod hint;

use brackets::Brackets;

/// More than anybody corrects at once.
const ENOUGH: usize = 20;

/// Everything that is wrong with a text that the grammar refused: the grammar stops at the first error, so
/// each declaration is read again for itself where brackets say where it ends.
pub(super) fn all(
    file: FileId,
    text: &str,
    tokens: &Tokens,
    error: &Error<Rule>,
) -> Vec<Diagnostic> {
    let explain = Explain { file, text, tokens };
    let brackets = Brackets::of(text, tokens);
    let mut found = Vec::new();
    if brackets.are_balanced() {
        for part in brackets::declarations(text, tokens) {
            if let Err(error) = Zig::parse(Rule::file, &text[part.clone()]) {
                found.push(explain.one(&error, part, &brackets));
            }
            if found.len() == ENOUGH {
                break;
            }
        }
    }
    if found.is_empty() {
        found.push(explain.one(error, 0..text.len(), &brackets));
    }
    found
}

struct Explain<'a> {
    file: FileId,
    text: &'a str,
    tokens: &'a Tokens,
}

/// Where the grammar stopped.
struct Stop<'a> {
    /// Index of the token that did not fit; one past the last at the end of the file.
    index: usize,
    kind: Option<TokenKind>,
    word: &'a str,
    at: Span,
    /// The token before.
    last: &'a str,
    last_at: Span,
    hoped: &'a [Rule],
}

impl Stop<'_> {
    fn hoped(&self, rule: Rule) -> bool {
        self.hoped.contains(&rule)
    }

    /// The token that did not fit, as Zig calls it.
    fn found(&self) -> &str {
        match self.kind {
            None => "EOF",
            Some(TokenKind::Ident | TokenKind::Type | TokenKind::Constant) => "an identifier",
            Some(TokenKind::String) => "a string literal",
            Some(TokenKind::Char) => "a character literal",
            Some(TokenKind::Number) => "a number literal",
            Some(TokenKind::Builtin) => "a builtin function",
            Some(TokenKind::Doc) => "a document comment",
            Some(TokenKind::Broken) => "invalid token",
            _ => self.word,
        }
    }
}

impl<'a> Explain<'a> {
    /// `part` is what pest has seen of the text.
    fn one(
        &self,
        error: &Error<Rule>,
        part: std::ops::Range<usize>,
        brackets: &Brackets,
    ) -> Diagnostic {
        let at = match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => part.start + at,
        };
        let index = self.tokens.index_at(at);
        let hoped: &[Rule] = match &error.variant {
            ErrorVariant::ParsingError { positives, .. } => positives,
            ErrorVariant::CustomError { .. } => &[],
        };
        let last = index.checked_sub(1).map(|i| &self.tokens.all[i].0);
        let stop = Stop {
            index,
            kind: self.kind(index),
            word: self.word(index),
            at: self.token(index),
            last: last.map_or("", |range| &self.text[range.clone()]),
            last_at: last.map_or(Span::new(self.file, 0, 0), |range| {
                Span::new(self.file, range.start, range.end)
            }),
            hoped,
        };
        let mut found = self.sentence(&stop, brackets);
        if stop.kind == Some(TokenKind::Broken) {
            let (label, hint) = token::stray(stop.word);
            found.labels.push((stop.at, label));
            found.hint = hint.map(String::from);
        }
        if found.hint.is_none() {
            found.hint = hint::of(self, &stop, brackets);
        }
        found
    }

    fn kind(&self, index: usize) -> Option<TokenKind> {
        self.tokens.all.get(index).map(|(_, kind)| *kind)
    }

    fn word(&self, index: usize) -> &'a str {
        let token = self.tokens.all.get(index);
        token.map_or("", |(range, _)| &self.text[range.clone()])
    }

    fn token(&self, index: usize) -> Span {
        match self.tokens.all.get(index) {
            Some((range, _)) => Span::new(self.file, range.start, range.end),
            None => Span::new(self.file, self.text.len(), self.text.len()),
        }
    }

    fn sentence(&self, stop: &Stop<'_>, brackets: &Brackets) -> Diagnostic {
        if let Some(special) = self.special(stop, brackets) {
            return special;
        }
        self.common(stop)
    }

    /// The sentence that the set of rules tells.
    fn common(&self, stop: &Stop<'_>) -> Diagnostic {
        for (rule, sentence) in AFTER {
            if stop.hoped(*rule) {
                return problem(self.after(stop), *sentence);
            }
        }
        for (rule, what) in EXPECTED {
            if stop.hoped(*rule) {
                return self.expected(stop, what);
            }
        }
        problem(stop.at, format!("unexpected '{}'", stop.found()))
    }

    /// Whether this is a whole program, in which no statement may stand at the top.
    fn has_main(&self) -> bool {
        let all = 1..self.tokens.all.len();
        all.into_iter()
            .any(|i| self.word(i) == "main" && self.word(i - 1) == "fn")
    }

    /// A statement is missed where the wrong token stands; all else is missed after the token before.
    fn expected(&self, stop: &Stop<'_>, what: &str) -> Diagnostic {
        let at = match what == "statement" || stop.kind.is_none() {
            true => stop.at,
            false => self.after(stop),
        };
        problem(at, format!("expected {what}, found '{}'", stop.found()))
    }

    /// What is missing after a token is shown there, unless the next token stands on the same line.
    fn after(&self, stop: &Stop<'_>) -> Span {
        let between = &self.text[stop.last_at.end()..stop.at.start()];
        match between.contains('\n') {
            true => stop.last_at.at_end(),
            false => stop.at,
        }
    }

    /// What the set of rules alone does not tell.
    fn special(&self, stop: &Stop<'_>, brackets: &Brackets) -> Option<Diagnostic> {
        if self.kind(stop.index.wrapping_sub(1)) == Some(TokenKind::Doc)
            && (stop.hoped(Rule::fn_decl) || stop.hoped(Rule::error_name))
        {
            return Some(problem(stop.last_at, "unattached documentation comment"));
        }
        if stop.last == "pub" && stop.hoped(Rule::kw_fn) {
            let message = "expected function or variable declaration after pub";
            return Some(problem(self.after(stop), message));
        }
        if stop.last == "." && stop.hoped(Rule::identifier) {
            return Some(self.expected(
                stop,
                "pointer dereference, optional unwrap, or field access",
            ));
        }
        let last_kind = self.kind(stop.index.wrapping_sub(1));
        if last_kind == Some(TokenKind::Builtin) && stop.hoped(Rule::open_args) {
            return Some(self.expected(stop, "parameter list"));
        }
        if stop.last == "test" && stop.hoped(Rule::open_brace) {
            return Some(self.expected(stop, "block"));
        }
        if matches!(stop.last, "struct" | "enum" | "union" | "opaque")
            && stop.found() == "an identifier"
        {
            let (kind, name) = (stop.last, stop.word);
            return Some(
                problem(stop.at, format!("'{kind} {name}' is invalid"))
                    .hint(format!("to declare a container do 'const {name} = {kind}'")),
            );
        }
        if stop.last == ":" && stop.hoped(Rule::for_expr) {
            return Some(self.stray_colon(stop, brackets));
        }
        if stop.word == "}" && stop.hoped(Rule::EOI) {
            return Some(
                self.expected(stop, "'EOF'")
                    .label(stop.at, "this '}' closes nothing"),
            );
        }
        let at_top = brackets.around(self.text, stop.at.start()).is_none();
        let statement = stop.hoped(Rule::semi_stmt) && !stop.hoped(Rule::semi_decl);
        if at_top && statement && self.has_main() {
            return Some(problem(self.after(stop), "expected ',' after field"));
        }
        if stop.kind.is_none() || matches!(stop.word, "pub" | "test") {
            let open = brackets.unclosed(self.file)?;
            return Some(self.common(stop).label(open, "this is not closed"));
        }
        None
    }

    /// `name:` that is no label: the grammar went on to look for the loop.
    fn stray_colon(&self, stop: &Stop<'_>, brackets: &Brackets) -> Diagnostic {
        if stop.hoped(Rule::labeled_body_stmt) {
            return self.expected(stop, "'while', 'for', 'inline', or '{'");
        }
        match brackets.around(self.text, stop.last_at.start()) {
            Some(b'(') => problem(stop.last_at, "expected ',' after argument"),
            Some(b'{') => problem(stop.last_at, "expected '}', found ':'")
                .hint("the value of a field is written `.name = value`"),
            _ => problem(stop.last_at, "expected ';' after statement"),
        }
    }
}

/// What may be missing between two tokens, most telling first.
const AFTER: &[(Rule, &str)] = &[
    (Rule::semi_decl, "expected ';' after declaration"),
    (Rule::semi_stmt, "expected ';' after statement"),
    (Rule::semi_or_else, "expected ';' or 'else' after statement"),
    (Rule::comma_arg, "expected ',' after argument"),
    (Rule::comma_param, "expected ',' after parameter"),
    (Rule::comma_field, "expected ',' after field"),
    (Rule::comma_init, "expected ',' after initializer"),
    (Rule::comma_prong, "expected ',' after switch prong"),
    (Rule::comma_for, "expected ',' after for operand"),
];

/// What may be missing instead of a token, most telling first.
const EXPECTED: &[(Rule, &str)] = &[
    (Rule::EOI, "type expression"),
    (Rule::file, "type expression"),
    (Rule::statement, "statement"),
    (Rule::fat_arrow, "'=>'"),
    (Rule::close_paren, "')'"),
    (Rule::close_bracket, "']'"),
    (Rule::close_payload, "'|'"),
    (Rule::return_type, "return type expression"),
    (Rule::defer_body, "block or expression"),
    (Rule::body, "block or assignment"),
    (Rule::for_payload, "loop payload"),
    (Rule::operand, "expression"),
    (Rule::expr, "expression"),
    // After a prefix operator.
    (Rule::kw_return, "expression"),
    (Rule::declaration, "type expression"),
    (Rule::type_expr, "type expression"),
    (Rule::suffixed, "type expression"),
    (Rule::identifier, "'an identifier'"),
    (Rule::capture, "'an identifier'"),
    (Rule::open_paren, "'('"),
    (Rule::assign_plain, "'='"),
    (Rule::assign, "'='"),
    (Rule::block, "block"),
    (Rule::open_brace, "block"),
    (Rule::colon, "':'"),
    (Rule::prong, "a switch prong"),
    (Rule::prong_item, "a switch prong"),
    (Rule::close_switch, "'}'"),
    (Rule::close_params, "')'"),
    (Rule::param, "a parameter"),
    (Rule::close_container, "'}'"),
    (Rule::close_init, "'}'"),
    (Rule::open_params, "'('"),
    (Rule::kw_fn, "a declaration"),
];

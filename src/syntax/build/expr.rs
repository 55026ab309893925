//! Expressions and types.

use std::rc::Rc;

use pest::iterators::Pair;

use super::Builder;
use super::operator::{self, LEVELS};
use crate::source::Span;
use crate::syntax::ast::*;
use crate::syntax::grammar::{Parts, Rule};
use crate::syntax::literal;

impl Builder<'_> {
    pub(super) fn expr(&self, pair: Pair<'_, Rule>) -> Expr {
        LEVELS
            .map_primary(|operand| self.operand(operand))
            .map_infix(|lhs, op, rhs| self.infix(lhs, op, rhs))
            .parse(pair.into_inner())
    }

    fn boxed(&self, pair: Pair<'_, Rule>) -> Box<Expr> {
        Box::new(self.expr(pair))
    }

    fn infix(&self, lhs: Expr, op: Pair<'_, Rule>, rhs: Expr) -> Expr {
        let span = lhs.span.to(rhs.span);
        let mut parts = Parts::of(op.clone());
        let is_catch = parts.eat(Rule::kw_catch);
        let start = self.start(&op);
        let width = if is_catch {
            "catch".len()
        } else {
            op.as_str().trim_end().len()
        };
        let op_span = Span::new(self.file, start, start + width);
        self.check_spacing(op_span);
        let kind = match operator::binary(&self.text[op_span.start()..op_span.end()]) {
            None => ExprKind::Catch {
                operand: Box::new(lhs),
                payload: parts
                    .take(Rule::payload)
                    .and_then(|payload| self.error_payload_name(payload)),
                handler: Box::new(rhs),
            },
            Some(op) => {
                self.check_chain(op, op_span, &lhs);
                ExprKind::Binary {
                    op,
                    op_span,
                    lhs: Box::new(lhs),
                    rhs: Box::new(rhs),
                }
            }
        };
        Expr { kind, span }
    }

    /// Zig wants white space on both sides of an operator or on none.
    fn check_spacing(&self, op: Span) {
        let bytes = self.text.as_bytes();
        let text = &self.text[op.start()..op.end()];
        let after = bytes.get(op.end()).copied().unwrap_or(b' ');
        if text == "&" && after == b'&' {
            let both = Span::new(op.file, op.start(), op.end() + 1);
            return self.report(
                crate::syntax::problem(both, "ambiguous use of '&&'; use 'and' for logical AND, or change whitespace to ' & &' for bitwise AND")
                    .hint("write `and`"),
            );
        }
        let before = bytes[op.start() - 1];
        if before.is_ascii_whitespace() != after.is_ascii_whitespace() {
            self.error(
                op,
                format!("binary operator '{text}' has whitespace on one side, but not the other"),
            );
        }
    }

    fn check_chain(&self, op: BinaryOp, at: Span, lhs: &Expr) {
        if let ExprKind::Binary { op: before, .. } = lhs.kind
            && operator::is_comparison(op)
            && operator::is_comparison(before)
        {
            self.report(
                crate::syntax::problem(at, "comparison operators cannot be chained")
                    .hint("join two comparisons with `and`"),
            );
        }
    }

    fn operand(&self, pair: Pair<'_, Rule>) -> Expr {
        let mut parts = Parts::of(pair);
        let mut prefixes = Vec::new();
        while let Some(prefix) = parts.take(Rule::prefix) {
            prefixes.push(prefix);
        }
        let inner = match parts.peek() {
            Some(
                Rule::suffixed | Rule::optional_prefix | Rule::pointer_prefix | Rule::array_prefix,
            ) => {
                let ty = self.typed(&mut parts);
                match parts.take(Rule::init_list) {
                    Some(list) => self.init(Some(ty), list),
                    None => ty,
                }
            }
            _ => {
                let special = parts.next().expect("the grammar promises an operand");
                self.special(special)
            }
        };
        // From the inside out, without recursion.
        prefixes.into_iter().rev().fold(inner, |operand, prefix| {
            let span = self.span(&prefix).to(operand.span);
            let operand = Box::new(operand);
            let kind = match operator::prefix(prefix.as_str().trim_end()) {
                Some(op) => ExprKind::Unary { op, operand },
                None => ExprKind::Try(operand),
            };
            Expr { kind, span }
        })
    }

    /// Operands that take no suffix.
    fn special(&self, pair: Pair<'_, Rule>) -> Expr {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::return_expr => {
                let mut parts = Parts::of(pair);
                parts.eat(Rule::kw_return);
                ExprKind::Return(parts.take(Rule::expr).map(|e| self.boxed(e)))
            }
            Rule::break_expr => {
                let (label, value) = self.jump(pair);
                ExprKind::Break { label, value }
            }
            Rule::continue_expr => {
                let (label, value) = self.jump(pair);
                ExprKind::Continue { label, value }
            }
            Rule::comptime_expr => ExprKind::Comptime(self.boxed(Parts::of(pair).find(Rule::expr))),
            Rule::outside_expr => return self.outside_expr(&pair),
            _ => return self.control(pair),
        };
        Expr { kind, span }
    }

    fn jump(&self, pair: Pair<'_, Rule>) -> (Option<Ident>, Option<Box<Expr>>) {
        let mut parts = Parts::of(pair);
        parts.next(); // the keyword
        let label = parts.take(Rule::jump_label).map(|label| self.label(label));
        (label, parts.take(Rule::expr).map(|e| self.boxed(e)))
    }

    /// Left to analysis, which refuses it only where the program reaches it, as Zig does.
    fn outside_expr(&self, pair: &Pair<'_, Rule>) -> Expr {
        const WORDS: [&str; 5] = ["async", "await", "resume", "nosuspend", "asm"];
        let text = pair.as_str();
        let word = WORDS.into_iter().find(|word| text.starts_with(word));
        let word = word.unwrap_or("async");
        let start = self.start(pair);
        Expr {
            kind: ExprKind::Outside(word),
            span: Span::new(self.file, start, start + word.len()),
        }
    }

    // ------------------------------------------------------------ Types and what looks like them

    pub(super) fn type_expr(&self, pair: Pair<'_, Rule>) -> Expr {
        let mut parts = Parts::of(pair);
        match parts.take(Rule::if_type) {
            Some(choice) => self.control(choice),
            None => self.typed(&mut parts),
        }
    }

    /// `prefix* suffixed (! prefix* suffixed)*`: error unions lean to the right, and a prefix holds all that
    /// follows it.
    fn typed(&self, parts: &mut Parts<'_>) -> Expr {
        let mut segments = vec![self.type_segment(parts)];
        while let Some(payload) = parts.take(Rule::error_payload) {
            let mut inner = Parts::of(payload);
            inner.eat(Rule::bang);
            segments.push(self.type_segment(&mut inner));
        }
        let mut whole: Option<Expr> = None;
        for (prefixes, suffixed) in segments.into_iter().rev() {
            let base = match whole.take() {
                None => suffixed,
                Some(payload) => Expr {
                    span: suffixed.span.to(payload.span),
                    kind: ExprKind::ErrorUnionType {
                        set: Some(Box::new(suffixed)),
                        payload: Box::new(payload),
                    },
                },
            };
            let prefixes = prefixes.into_iter().rev();
            whole = Some(prefixes.fold(base, |child, prefix| self.type_prefix(prefix, child)));
        }
        whole.expect("at least one segment")
    }

    fn type_segment<'i>(&self, parts: &mut Parts<'i>) -> (Vec<Pair<'i, Rule>>, Expr) {
        let mut prefixes = Vec::new();
        while parts.peek() != Some(Rule::suffixed) {
            let Some(prefix) = parts.next() else { break };
            prefixes.push(prefix);
        }
        (prefixes, self.suffixed(parts.find(Rule::suffixed)))
    }

    fn type_prefix(&self, pair: Pair<'_, Rule>, child: Expr) -> Expr {
        let span = self.span(&pair).to(child.span);
        let kind = match pair.as_rule() {
            Rule::optional_prefix => ExprKind::OptionalType(Box::new(child)),
            Rule::pointer_prefix => ExprKind::PointerType(Box::new(self.pointer(pair, child))),
            _ => {
                let mut parts = Parts::of(pair);
                let len = self.expr(parts.find(Rule::expr));
                let len = match len.kind {
                    ExprKind::Discard => None,
                    _ => Some(Box::new(len)),
                };
                let sentinel = parts
                    .take(Rule::sentinel)
                    .map(|s| Box::new(self.sentinel(s)));
                ExprKind::ArrayType {
                    len,
                    sentinel,
                    child: Box::new(child),
                }
            }
        };
        Expr { kind, span }
    }

    fn sentinel(&self, pair: Pair<'_, Rule>) -> Expr {
        self.expr(Parts::of(pair).find(Rule::expr))
    }

    fn pointer(&self, pair: Pair<'_, Rule>, child: Expr) -> PointerType {
        let mut parts = Parts::of(pair);
        let shape = parts.find(Rule::pointer_size);
        let text = shape.as_str();
        let many = text.starts_with('[') && text[1..].trim_start().starts_with('*');
        let mut inner = Parts::of(shape.clone());
        let is_c = inner.eat(Rule::c_pointer);
        let size = match (text.starts_with('*'), many, is_c) {
            (true, _, _) => PointerSize::One,
            (_, _, true) => PointerSize::C,
            (_, true, _) => PointerSize::Many,
            _ => PointerSize::Slice,
        };
        let mut pointer = PointerType {
            size,
            sentinel: inner.take(Rule::sentinel).map(|s| self.sentinel(s)),
            align: None,
            bits: None,
            is_const: false,
            is_volatile: false,
            allow_zero: false,
            child,
        };
        while let Some(modifier) = parts.take(Rule::pointer_modifier) {
            let at = self.span(&modifier);
            let inner = Parts::of(modifier)
                .next()
                .expect("a modifier is one of its kinds");
            match inner.as_rule() {
                Rule::kw_const => pointer.is_const = true,
                Rule::kw_volatile => {
                    self.outside(at, "volatile");
                    pointer.is_volatile = true;
                }
                Rule::kw_allowzero => pointer.allow_zero = true,
                Rule::align => (pointer.align, pointer.bits) = self.pointer_align(inner),
                _ => self.outside_modifier(&inner),
            }
        }
        pointer
    }

    // ------------------------------------------------------------ Primaries and suffixes

    fn suffixed(&self, pair: Pair<'_, Rule>) -> Expr {
        let mut parts = Parts::of(pair);
        let first = parts.next().expect("the grammar promises a primary");
        let mut value = self.primary(first);
        while let Some(suffix) = parts.next() {
            let span = value.span.to(self.span(&suffix));
            let base = Box::new(value);
            let kind = match suffix.as_rule() {
                Rule::call => ExprKind::Call {
                    callee: base,
                    args: self.args(suffix),
                },
                Rule::index => self.index(base, suffix),
                Rule::deref => ExprKind::Deref(base),
                Rule::unwrap => ExprKind::Unwrap(base),
                _ => ExprKind::Field {
                    base,
                    name: self.ident(&Parts::of(suffix).find(Rule::identifier)),
                },
            };
            value = Expr { kind, span };
        }
        value
    }

    fn args(&self, call: Pair<'_, Rule>) -> Vec<Expr> {
        self.exprs(call)
    }

    /// All direct `expr` children.
    fn exprs(&self, pair: Pair<'_, Rule>) -> Vec<Expr> {
        pair.into_inner()
            .filter(|p| p.as_rule() == Rule::expr)
            .map(|p| self.expr(p))
            .collect()
    }

    fn index(&self, base: Box<Expr>, pair: Pair<'_, Rule>) -> ExprKind {
        let mut parts = Parts::of(pair);
        let start = self.boxed(parts.find(Rule::expr));
        let Some(slice) = parts.take(Rule::slice_end) else {
            return ExprKind::Index { base, index: start };
        };
        let mut inner = Parts::of(slice);
        ExprKind::Slice {
            base,
            start,
            end: inner.take(Rule::expr).map(|e| self.boxed(e)),
            sentinel: inner
                .take(Rule::sentinel)
                .map(|s| Box::new(self.sentinel(s))),
        }
    }

    fn primary(&self, pair: Pair<'_, Rule>) -> Expr {
        let span = self.span(&pair);
        let name = |pair: Pair<'_, Rule>| self.ident(&Parts::of(pair).find(Rule::identifier));
        let kind = match pair.as_rule() {
            Rule::identifier => self.name(&pair),
            Rule::number => literal::number(pair.as_str()).unwrap_or_else(|wrong| {
                self.wrong(span.start(), wrong);
                ExprKind::Int(0.into())
            }),
            Rule::string => ExprKind::Str(self.string(&pair).into()),
            Rule::multi_string => {
                let lines = pair.into_inner().map(|line| line.as_str());
                ExprKind::Str(literal::lines(lines).into())
            }
            Rule::char => {
                ExprKind::Char(literal::character(pair.as_str()).unwrap_or_else(|wrong| {
                    self.wrong(span.start(), wrong);
                    0
                }))
            }
            Rule::builtin_call => self.builtin(pair),
            Rule::dot_init => {
                let list = Parts::of(pair).find(Rule::init_list);
                return Expr {
                    span,
                    ..self.init(None, list)
                };
            }
            Rule::enum_literal => ExprKind::EnumLiteral(name(pair)),
            Rule::group => ExprKind::Group(self.boxed(Parts::of(pair).find(Rule::expr))),
            Rule::error_literal => ExprKind::ErrorLiteral(name(pair)),
            Rule::error_set => ExprKind::ErrorSet(
                pair.into_inner()
                    .filter(|p| p.as_rule() == Rule::error_name)
                    .map(name)
                    .collect(),
            ),
            Rule::container => ExprKind::Container(Rc::new(self.container(pair))),
            Rule::fn_type => {
                ExprKind::FnType(Rc::new(self.proto(Parts::of(pair).find(Rule::fn_proto))))
            }
            Rule::unreachable => ExprKind::Unreachable,
            Rule::outside_anyframe => ExprKind::Outside("anyframe"),
            _ => return self.control(pair),
        };
        Expr { kind, span }
    }

    /// A name, or one of the values that look like names.
    fn name(&self, pair: &Pair<'_, Rule>) -> ExprKind {
        match pair.as_str() {
            "true" => ExprKind::True,
            "false" => ExprKind::False,
            "null" => ExprKind::Null,
            "undefined" => ExprKind::Undefined,
            "_" => ExprKind::Discard,
            _ => ExprKind::Ident(self.ident(pair).name),
        }
    }

    fn builtin(&self, pair: Pair<'_, Rule>) -> ExprKind {
        let mut parts = Parts::of(pair);
        let word = parts.find(Rule::builtin);
        let name = Ident {
            name: word.as_str()[1..].into(),
            span: self.span(&word),
        };
        ExprKind::Builtin {
            name,
            args: self.args(parts.find(Rule::call)),
        }
    }

    fn init(&self, ty: Option<Expr>, list: Pair<'_, Rule>) -> Expr {
        let span = self.span(&list);
        let span = ty.as_ref().map_or(span, |ty| ty.span.to(span));
        let body = match list.clone().into_inner().nth(1).map(|p| p.as_rule()) {
            Some(Rule::expr) => InitBody::List(self.exprs(list)),
            Some(Rule::close_init) | None => InitBody::Empty,
            _ => InitBody::Fields(
                list.into_inner()
                    .filter(|p| p.as_rule() == Rule::field_init)
                    .map(|p| self.field_init(p))
                    .collect(),
            ),
        };
        Expr {
            kind: ExprKind::Init {
                ty: ty.map(Box::new),
                body,
            },
            span,
        }
    }

    fn field_init(&self, pair: Pair<'_, Rule>) -> (Ident, Expr) {
        let mut parts = Parts::of(pair);
        let name = self.ident(&parts.find(Rule::identifier));
        (name, self.expr(parts.find(Rule::expr)))
    }
}

//! `if`, loops, `switch` and labeled blocks, as statements and as expressions: the two differ in their
//! bodies only.

use std::rc::Rc;

use pest::iterators::Pair;

use super::Builder;
use crate::source::Span;
use crate::syntax::ast::*;
use crate::syntax::grammar::{Parts, Rule};

/// `else |e| value`
type Otherwise = Option<(Option<Ident>, Expr)>;

impl Builder<'_> {
    /// Anything that starts with `if`, `while`, `for`, `switch`, `{` or a label.
    pub(super) fn control(&self, pair: Pair<'_, Rule>) -> Expr {
        self.labeled_control(pair, None, None)
    }

    /// The same, with the label that stood before it and where that started.
    fn labeled_control(
        &self,
        pair: Pair<'_, Rule>,
        label: Option<Ident>,
        start: Option<Span>,
    ) -> Expr {
        let span = self.span(&pair);
        let start = start.unwrap_or(span).at_start();
        match pair.as_rule() {
            Rule::if_stmt | Rule::if_expr | Rule::if_type => self.if_(pair, start),
            Rule::while_stmt | Rule::while_expr => self.while_(pair, label, start),
            Rule::for_stmt | Rule::for_expr => self.for_(pair, label, start),
            Rule::switch_expr => self.switch(pair, label, start),
            Rule::block => {
                let block = self.block(pair, label);
                Expr {
                    span: start.to(block.span),
                    kind: ExprKind::Block(Rc::new(block)),
                }
            }
            // labeled_stmt, labeled_expr, labeled_body_stmt
            _ => {
                let mut parts = Parts::of(pair);
                let label = parts.take(Rule::label).map(|l| self.label(l)).or(label);
                let inner = parts.next().expect("a label stands before something");
                self.labeled_control(inner, label, Some(start))
            }
        }
    }

    fn if_(&self, pair: Pair<'_, Rule>, start: Span) -> Expr {
        let mut parts = Parts::of(pair);
        let cond = self.expr(parts.find(Rule::expr));
        parts.eat(Rule::close_paren);
        let payload = self.single_capture(&mut parts);
        let (then, otherwise) = self.bodies(&mut parts);
        let end = otherwise.as_ref().map_or(then.span, |(_, e)| e.span);
        let (else_payload, otherwise) = split(otherwise);
        Expr {
            span: start.to(end),
            kind: ExprKind::If(Box::new(If {
                cond,
                payload,
                then,
                else_payload,
                otherwise,
            })),
        }
    }

    fn while_(&self, pair: Pair<'_, Rule>, label: Option<Ident>, start: Span) -> Expr {
        let mut parts = Parts::of(pair);
        let is_inline = parts.eat(Rule::kw_inline);
        let cond = self.expr(parts.find(Rule::expr));
        parts.eat(Rule::close_paren);
        let payload = self.single_capture(&mut parts);
        let step = parts
            .take(Rule::while_step)
            .map(|step| self.assign_expr(Parts::of(step).find(Rule::assign_expr)));
        let (body, otherwise) = self.bodies(&mut parts);
        let end = otherwise.as_ref().map_or(body.span, |(_, e)| e.span);
        let (else_payload, otherwise) = split(otherwise);
        Expr {
            span: start.to(end),
            kind: ExprKind::While(Box::new(While {
                label,
                is_inline,
                cond,
                payload,
                step,
                body,
                else_payload,
                otherwise,
            })),
        }
    }

    fn for_(&self, pair: Pair<'_, Rule>, label: Option<Ident>, start: Span) -> Expr {
        let mut parts = Parts::of(pair);
        let is_inline = parts.eat(Rule::kw_inline);
        let mut inputs = Vec::new();
        let mut spans = Vec::new();
        while parts.peek() != Some(Rule::for_payload) {
            let Some(part) = parts.next() else { break };
            if part.as_rule() == Rule::for_input {
                spans.push(self.span(&part));
                inputs.push(self.for_input(part));
            }
        }
        let captures = self.captures(parts.find(Rule::for_payload));
        if let Some(uncaptured) = spans.get(captures.len()) {
            self.error(*uncaptured, "for input is not captured");
        }
        if let Some(extra) = captures.get(inputs.len()) {
            self.error(extra.name.span, "extra capture in for loop");
        }
        let (body, otherwise) = self.bodies(&mut parts);
        let end = otherwise.as_ref().map_or(body.span, |(_, e)| e.span);
        let (else_payload, otherwise) = split(otherwise);
        if let Some(payload) = else_payload {
            self.error(payload.span, "the `else` of a `for` loop has no capture");
        }
        Expr {
            span: start.to(end),
            kind: ExprKind::For(Box::new(For {
                label,
                is_inline,
                inputs,
                captures,
                body,
                otherwise,
            })),
        }
    }

    fn for_input(&self, pair: Pair<'_, Rule>) -> ForInput {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let start = self.expr(parts.find(Rule::expr));
        match parts.take(Rule::for_range) {
            None => ForInput::Over(start),
            Some(range) => ForInput::Range {
                start,
                end: Parts::of(range).take(Rule::expr).map(|end| self.expr(end)),
                span,
            },
        }
    }

    /// What follows a head: a `body` with its own `else` (statements), a type, or an expression.
    fn bodies(&self, parts: &mut Parts<'_>) -> (Expr, Otherwise) {
        let first = parts.next().expect("the grammar promises a body");
        match first.as_rule() {
            Rule::body => {
                let mut inner = Parts::of(first);
                let body = match inner.take(Rule::body_block) {
                    Some(block) => self.body_block(block),
                    None => self.assign_expr(inner.find(Rule::assign_expr)),
                };
                let otherwise = inner.take(Rule::else_stmt).map(|e| self.otherwise(e));
                (body, otherwise)
            }
            Rule::type_expr => {
                let then = self.type_expr(first);
                let otherwise = parts.eat(Rule::kw_else).then(|| {
                    let payload = parts
                        .take(Rule::payload)
                        .and_then(|p| self.error_payload_name(p));
                    (payload, self.type_expr(parts.find(Rule::type_expr)))
                });
                (then, otherwise)
            }
            _ => {
                let then = self.expr(first);
                let otherwise = parts.take(Rule::else_expr).map(|e| self.otherwise(e));
                (then, otherwise)
            }
        }
    }

    fn otherwise(&self, pair: Pair<'_, Rule>) -> (Option<Ident>, Expr) {
        let mut parts = Parts::of(pair);
        parts.eat(Rule::kw_else);
        let payload = parts
            .take(Rule::payload)
            .and_then(|payload| self.error_payload_name(payload));
        let body = parts.next().expect("the grammar promises what `else` does");
        let body = match body.as_rule() {
            Rule::expr => self.expr(body),
            Rule::expr_stmt => self.assign_expr(body),
            Rule::outside_stmt => match self.outside_stmt(&body).kind {
                StmtKind::Expr(value) => value,
                _ => unreachable!("it is an expression"),
            },
            _ => self.control(body),
        };
        (payload, body)
    }

    // ------------------------------------------------------------ Captures

    fn captures(&self, pair: Pair<'_, Rule>) -> Vec<Capture> {
        pair.into_inner()
            .filter(|p| p.as_rule() == Rule::capture)
            .map(|p| {
                let mut parts = Parts::of(p);
                Capture {
                    by_ref: parts.eat(Rule::star),
                    name: self.ident(&parts.find(Rule::identifier)),
                }
            })
            .collect()
    }

    /// `|x|` or `|*x|` after a condition, if it is there.
    fn single_capture(&self, parts: &mut Parts<'_>) -> Option<Capture> {
        let mut captures = self.captures(parts.take(Rule::payload)?);
        if let Some(extra) = captures.get(1) {
            self.error(extra.name.span, "expected '|', found a second capture");
        }
        captures.truncate(1);
        captures.pop()
    }

    /// `|e|` after `else`, `catch` and `errdefer`: one name, by value.
    pub(super) fn error_payload_name(&self, pair: Pair<'_, Rule>) -> Option<Ident> {
        let mut captures = self.captures(pair);
        if let Some(extra) = captures.get(1) {
            self.error(extra.name.span, "expected '|', found a second capture");
        }
        captures.truncate(1);
        let capture = captures.pop()?;
        if capture.by_ref {
            self.error(
                capture.name.span,
                "an error is captured by value: leave the '*' out",
            );
        }
        Some(capture.name)
    }

    // ------------------------------------------------------------ Switch

    fn switch(&self, pair: Pair<'_, Rule>, label: Option<Ident>, start: Span) -> Expr {
        let end = self.span(&pair);
        let mut parts = Parts::of(pair);
        let operand = self.expr(parts.find(Rule::expr));
        let mut prongs = Vec::new();
        while let Some(part) = parts.next() {
            if part.as_rule() == Rule::prong {
                prongs.push(self.prong(part));
            }
        }
        self.check_else(&prongs);
        Expr {
            span: start.to(end),
            kind: ExprKind::Switch(Box::new(Switch {
                label,
                operand,
                prongs,
            })),
        }
    }

    fn check_else(&self, prongs: &[Prong]) {
        let mut elses = prongs.iter().filter(|p| p.is_else);
        if let (Some(first), Some(second)) = (elses.next(), elses.next()) {
            self.report(
                crate::syntax::problem(second.span, "multiple else prongs in switch expression")
                    .label(first.span, "previous else prong here"),
            );
        }
    }

    fn prong(&self, pair: Pair<'_, Rule>) -> Prong {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let is_inline = parts.eat(Rule::kw_inline);
        let is_else = parts.eat(Rule::kw_else);
        let mut items = Vec::new();
        while let Some(item) = parts.take(Rule::prong_item) {
            items.push(self.prong_item(item));
            parts.eat(Rule::comma);
        }
        parts.eat(Rule::fat_arrow);
        let mut captures = parts
            .take(Rule::payload)
            .map_or(Vec::new(), |p| self.captures(p))
            .into_iter();
        let capture = captures.next();
        let tag_capture = captures.next().map(|tag| tag.name);
        let body = self.assign_expr(parts.find(Rule::single_assign));
        Prong {
            items,
            is_else,
            is_inline,
            capture,
            tag_capture,
            body,
            span,
        }
    }

    fn prong_item(&self, pair: Pair<'_, Rule>) -> ProngItem {
        let mut parts = Parts::of(pair);
        let first = self.expr(parts.find(Rule::expr));
        match parts.take(Rule::prong_end) {
            None => ProngItem::Value(first),
            Some(end) => ProngItem::Range(first, self.expr(Parts::of(end).find(Rule::expr))),
        }
    }
}

fn split(otherwise: Otherwise) -> (Option<Ident>, Option<Expr>) {
    match otherwise {
        Some((payload, value)) => (payload, Some(value)),
        None => (None, None),
    }
}

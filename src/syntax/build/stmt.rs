//! Statements and blocks.

use std::rc::Rc;

use pest::iterators::Pair;

use super::Builder;
use crate::source::Span;
use crate::syntax::ast::*;
use crate::syntax::grammar::{Parts, Rule};

impl Builder<'_> {
    pub(super) fn block(&self, pair: Pair<'_, Rule>, label: Option<Ident>) -> Block {
        let span = self.span(&pair);
        let stmts = pair
            .into_inner()
            .filter(|p| p.as_rule() == Rule::statement)
            .map(|p| self.statement(p))
            .collect();
        Block {
            label,
            stmts,
            span,
            close: Span::new(self.file, span.end() - 1, span.end()),
        }
    }

    pub(super) fn statement(&self, pair: Pair<'_, Rule>) -> Stmt {
        let pair = pair
            .into_inner()
            .next()
            .expect("a statement is one of its kinds");
        let span = self.span(&pair);
        match pair.as_rule() {
            Rule::var_stmt => self.var_stmt(pair, span.at_start(), false),
            Rule::comptime_stmt => self.comptime_stmt(pair, span),
            Rule::defer_stmt => {
                let body = self.defer_body(Parts::of(pair).find(Rule::defer_body));
                Stmt {
                    span: span.at_start().to(body.span),
                    kind: StmtKind::Defer(Rc::new(body)),
                }
            }
            Rule::errdefer_stmt => self.errdefer(pair, span),
            Rule::outside_stmt => self.outside_stmt(&pair),
            Rule::expr_stmt => self.assignment(pair, false),
            _ => {
                let value = self.control(pair);
                Stmt {
                    span: value.span,
                    kind: StmtKind::Expr(value),
                }
            }
        }
    }

    /// `const x = v;` and `const a, b = v;`; `start` is where the statement starts, `comptime` included.
    fn var_stmt(&self, pair: Pair<'_, Rule>, start: Span, is_comptime: bool) -> Stmt {
        let mut parts = Parts::of(pair);
        let mut var = self.var_proto(parts.find(Rule::var_proto));
        let others = self.targets(&mut parts);
        let value = self.expr(parts.find(Rule::expr));
        let span = start.to(value.span);
        if others.is_empty() {
            var.span = span;
            var.is_comptime = is_comptime;
            var.value = Some(value);
            return Stmt {
                kind: StmtKind::Var(Rc::new(var)),
                span,
            };
        }
        let mut targets = vec![self.declared_target(var)];
        targets.extend(others);
        Stmt {
            kind: StmtKind::Destructure {
                targets,
                value,
                is_comptime,
            },
            span,
        }
    }

    /// The targets after the first, up to the `=`.
    fn targets(&self, parts: &mut Parts<'_>) -> Vec<DestructureTarget> {
        let mut targets = Vec::new();
        while parts.eat(Rule::comma) {
            let mut inner = Parts::of(parts.find(Rule::target));
            targets.push(match inner.take(Rule::var_proto) {
                Some(var) => {
                    let var = self.var_proto(var);
                    self.declared_target(var)
                }
                None => DestructureTarget::Place(self.expr(inner.find(Rule::expr))),
            });
        }
        targets
    }

    fn declared_target(&self, var: VarDecl) -> DestructureTarget {
        if let Some(align) = &var.align {
            self.error(align.span, "not yet: `align` on a destructured variable");
        }
        DestructureTarget::Decl {
            name: var.name,
            is_const: var.is_const,
            ty: var.ty,
        }
    }

    fn comptime_stmt(&self, pair: Pair<'_, Rule>, span: Span) -> Stmt {
        let mut parts = Parts::of(pair);
        parts.eat(Rule::kw_comptime);
        if let Some(var) = parts.take(Rule::var_stmt) {
            return self.var_stmt(var, span.at_start(), true);
        }
        let inner = match parts.take(Rule::body_block) {
            Some(block) => {
                let block = self.body_block(block);
                Stmt {
                    span: block.span,
                    kind: StmtKind::Expr(block),
                }
            }
            None => self.assignment(parts.find(Rule::comptime_expr_stmt), true),
        };
        let span = span.at_start().to(inner.span);
        // A destructuring statement knows by itself that it is one of compile time.
        if let StmtKind::Destructure { .. } = inner.kind {
            return Stmt { span, ..inner };
        }
        Stmt {
            kind: StmtKind::Comptime(Box::new(inner)),
            span,
        }
    }

    /// `expr;`, `place = value;`, `a, b = value;`: the parts of an `expr_stmt` or `assign_expr`.
    fn assignment(&self, pair: Pair<'_, Rule>, is_comptime: bool) -> Stmt {
        let mut parts = Parts::of(pair);
        let first = self.expr(parts.find(Rule::expr));
        let others = self.targets(&mut parts);
        if others.is_empty() {
            let kind = self.assign_rest(first, &mut parts);
            return Stmt {
                span: kind.span,
                kind: StmtKind::Expr(kind),
            };
        }
        let value = self.expr(parts.find(Rule::expr));
        let span = first.span.to(value.span);
        let mut targets = vec![DestructureTarget::Place(first)];
        targets.extend(others);
        Stmt {
            kind: StmtKind::Destructure {
                targets,
                value,
                is_comptime,
            },
            span,
        }
    }

    /// `op= value` after a place that has been read, if it is there.
    fn assign_rest(&self, place: Expr, parts: &mut Parts<'_>) -> Expr {
        let Some(op) = parts.take(Rule::assign_op) else {
            return place;
        };
        let op = super::operator::assigned(op.as_str());
        let value = self.expr(parts.find(Rule::expr));
        let span = place.span.to(value.span);
        Expr {
            kind: ExprKind::Assign {
                place: Box::new(place),
                op,
                value: Box::new(value),
            },
            span,
        }
    }

    /// An `assign_expr`, `single_assign` or `expr_stmt` where the tree wants an expression: destructuring
    /// becomes a block with that one statement.
    pub(super) fn assign_expr(&self, pair: Pair<'_, Rule>) -> Expr {
        let stmt = self.assignment(pair, false);
        match stmt.kind {
            StmtKind::Expr(value) => value,
            _ => {
                let span = stmt.span;
                let block = Block {
                    label: None,
                    close: span.at_end(),
                    stmts: vec![stmt],
                    span,
                };
                Expr {
                    kind: ExprKind::Block(Rc::new(block)),
                    span,
                }
            }
        }
    }

    /// A block with its label, as an expression.
    pub(super) fn body_block(&self, pair: Pair<'_, Rule>) -> Expr {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let label = parts.take(Rule::label).map(|label| self.label(label));
        let block = self.block(parts.find(Rule::block), label);
        Expr {
            kind: ExprKind::Block(Rc::new(block)),
            span,
        }
    }

    pub(super) fn label(&self, pair: Pair<'_, Rule>) -> Ident {
        self.ident(&Parts::of(pair).find(Rule::identifier))
    }

    fn defer_body(&self, pair: Pair<'_, Rule>) -> Expr {
        let mut parts = Parts::of(pair);
        match parts.take(Rule::body_block) {
            Some(block) => self.body_block(block),
            None => self.assign_expr(parts.find(Rule::assign_expr)),
        }
    }

    fn errdefer(&self, pair: Pair<'_, Rule>, span: Span) -> Stmt {
        let mut parts = Parts::of(pair);
        parts.eat(Rule::kw_errdefer);
        let payload = parts
            .take(Rule::payload)
            .and_then(|payload| self.error_payload_name(payload));
        let body = self.defer_body(parts.find(Rule::defer_body));
        Stmt {
            span: span.at_start().to(body.span),
            kind: StmtKind::ErrDefer {
                payload,
                body: Rc::new(body),
            },
        }
    }

    /// `suspend { ... }`, `nosuspend f();`
    pub(super) fn outside_stmt(&self, pair: &Pair<'_, Rule>) -> Stmt {
        let what = match pair.as_str().starts_with("nosuspend") {
            true => "nosuspend",
            false => "suspend",
        };
        let start = self.start(pair);
        let span = Span::new(self.file, start, start + what.len());
        let value = Expr {
            kind: ExprKind::Outside(what),
            span,
        };
        Stmt {
            kind: StmtKind::Expr(value),
            span,
        }
    }
}

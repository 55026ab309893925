//! Expressions that choose: `if` and `catch` with captures, `switch`. Of what is not chosen nothing is looked at.

use super::{Evaluator, Result, Scope, Term, Variable};
use crate::syntax::ast::{Expr, If, Prong, ProngItem, Switch};
use crate::types::Type;

/// A name more than around it.
struct Captured<'a> {
    name: &'a str,
    term: Term,
    outer: &'a dyn Scope,
}

impl Scope for Captured<'_> {
    fn lookup(&self, name: &str) -> Option<Variable> {
        match &self.term {
            Term::Data { ty, at } if name == self.name => Some(Variable {
                ty: *ty,
                at: at.clone(),
            }),
            _ if name == self.name => None,
            _ => self.outer.lookup(name),
        }
    }

    fn constant(&self, name: &str) -> Option<Term> {
        match name == self.name {
            true => Some(self.term.clone()),
            false => self.outer.constant(name),
        }
    }

    fn lookup_in(&self, function: &str, name: &str) -> Option<Variable> {
        self.outer.lookup_in(function, name)
    }

    fn owners(&self, name: &str) -> Vec<String> {
        self.outer.owners(name)
    }

    fn whereabouts(&self, name: &str) -> Option<String> {
        self.outer.whereabouts(name)
    }

    fn is_running(&self, function: &str) -> Option<bool> {
        self.outer.is_running(function)
    }

    fn function(&self, name: &str) -> Vec<u64> {
        self.outer.function(name)
    }

    fn block(&self, id: u32) -> Option<(crate::types::TypeId, u64, u64)> {
        self.outer.block(id)
    }
}

impl Evaluator<'_> {
    pub(super) fn choice(&self, branch: &If) -> Result<Term> {
        let otherwise = branch.otherwise.as_ref();
        let otherwise = otherwise.ok_or("an `if` in an expression needs an `else`")?;
        let capture = branch.payload.as_ref().map(|capture| &*capture.name.name);
        let Some(name) = capture else {
            let is_so = self.truth(&branch.cond)?;
            return self.term(if is_so { &branch.then } else { otherwise });
        };
        let asked = self.term(&branch.cond)?;
        if let Some(error) = &branch.else_payload {
            return match self.payload(&asked)? {
                Some(payload) => self.with(name, payload, &branch.then),
                None => self.with(&error.name, self.scalar(asked)?, otherwise),
            };
        }
        match self.is_null(&asked)? {
            true => self.term(otherwise),
            false => self.with(name, self.unwrap(asked)?, &branch.then),
        }
    }

    pub(super) fn caught(
        &self,
        operand: &Expr,
        error: Option<&str>,
        handler: &Expr,
    ) -> Result<Term> {
        let union = self.term(operand)?;
        match (self.payload(&union)?, error) {
            (Some(payload), _) => Ok(payload),
            (None, Some(name)) => self.with(name, self.scalar(union)?, handler),
            (None, None) => self.term(handler),
        }
    }

    pub(super) fn switch(&self, switch: &Switch) -> Result<Term> {
        let operand = self.term(&switch.operand)?;
        let value = self.scalar(operand.clone())?;
        let mut chosen = None;
        for prong in &switch.prongs {
            if self.is_chosen(prong, &value)? {
                chosen = Some(prong);
                break;
            }
        }
        let otherwise = || switch.prongs.iter().find(|prong| prong.is_else);
        let prong = chosen.or_else(otherwise);
        let prong = prong.ok_or_else(|| format!("no prong is for {}", self.describe(&value)))?;
        match &prong.capture {
            None => self.term(&prong.body),
            Some(capture) => {
                let captured = match (self.is_union(&operand), &value) {
                    (true, Term::EnumLiteral(field)) => self.field(operand, field)?,
                    _ => operand,
                };
                self.with(&capture.name.name, captured, &prong.body)
            }
        }
    }

    fn is_chosen(&self, prong: &Prong, value: &Term) -> Result<bool> {
        for item in &prong.items {
            let is_it = match item {
                ProngItem::Value(expr) => self.scalar(self.term(expr)?)? == *value,
                ProngItem::Range(first, last) => {
                    let ends = (
                        self.scalar(self.term(first)?)?,
                        self.scalar(self.term(last)?)?,
                    );
                    match (ends, value) {
                        ((Term::Number(a), Term::Number(b)), Term::Number(n)) => {
                            (a..=b).contains(n)
                        }
                        _ => return Err("a range is one of numbers".into()),
                    }
                }
            };
            if is_it {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn is_union(&self, term: &Term) -> bool {
        match term {
            Term::Data { ty, .. } => matches!(self.reader.types.get(*ty), Type::Union(_)),
            _ => false,
        }
    }

    /// An expression in which a name stands for something.
    fn with(&self, name: &str, term: Term, expr: &Expr) -> Result<Term> {
        let scope = Captured {
            name,
            term,
            outer: self.scope,
        };
        let inner = Evaluator {
            reader: self.reader,
            scope: &scope,
        };
        inner.term(expr)
    }
}

//! Which values the prongs of a `switch` handle: items, doubles, gaps.

use num_bigint::BigInt;

use crate::diag::Diagnostic;
use crate::diag::near::nearest;
use crate::source::Span;
use crate::syntax::ast;
use crate::types::{ErrorId, ErrorSet, Type, TypeId, Value};

use super::Sema;
use super::operand::{Eval, Flow};

/// One item of a prong: a value or a range of numbers.
#[derive(Clone)]
pub(super) struct Item {
    low: Value,
    high: Value,
    span: Span,
}

impl Item {
    pub fn value(value: Value, span: Span) -> Item {
        Item {
            low: value.clone(),
            high: value,
            span,
        }
    }

    pub fn holds(&self, value: &Value) -> bool {
        match (&self.low, value, &self.high) {
            (Value::Int(a), Value::Int(n), Value::Int(b)) => a <= n && n <= b,
            (a, n, _) => a == n,
        }
    }

    pub fn error(&self) -> Option<ErrorId> {
        match self.low {
            Value::Error(e) => Some(e),
            _ => None,
        }
    }

    /// As the machine compares it.
    pub fn range(&self) -> Option<(i128, i128)> {
        let number = |v: &Value| match v {
            Value::Int(n) => i128::try_from(n).ok(),
            Value::Error(e) => Some(e.0.into()),
            Value::Bool(b) => Some(i128::from(*b)),
            _ => None,
        };
        Some((number(&self.low)?, number(&self.high)?))
    }

    /// Every value, for inline prongs.
    pub fn values(&self) -> Vec<Value> {
        match (&self.low, &self.high) {
            (Value::Int(a), Value::Int(b)) if a != b => {
                let mut out = Vec::new();
                let mut n = a.clone();
                while n <= *b && out.len() <= 10_000 {
                    out.push(Value::Int(n.clone()));
                    n += 1;
                }
                out
            }
            (low, _) => vec![low.clone()],
        }
    }
}

impl Sema {
    /// The items of every prong, in the type of the operand.
    pub(super) fn switch_items(&mut self, s: &ast::Switch, ty: TypeId) -> Eval<Vec<Vec<Item>>> {
        let mut all = Vec::new();
        for prong in &s.prongs {
            let mut items = Vec::new();
            for item in &prong.items {
                if is_underscore(item) {
                    continue;
                }
                items.push(match item {
                    ast::ProngItem::Value(e) => {
                        self.check_member(e, ty)?;
                        let (_, value) = self.comptime_value(e, Some(ty))?;
                        Item::value(value, e.span)
                    }
                    ast::ProngItem::Range(a, b) => self.range_item(a, b, ty)?,
                });
            }
            all.push(items);
        }
        Ok(all)
    }

    /// A member that the enum does not have, in the words that Zig has for a prong.
    fn check_member(&mut self, e: &ast::Expr, ty: TypeId) -> Eval<()> {
        let ast::ExprKind::EnumLiteral(name) = &e.kind else {
            return Ok(());
        };
        let Some(info) = self.pool.as_enum(ty) else {
            return Ok(());
        };
        if info.members.iter().any(|(n, _)| **n == *name.name) {
            return Ok(());
        }
        let names: Vec<std::rc::Rc<str>> = info
            .members
            .iter()
            .map(|(n, _)| n.as_str().into())
            .collect();
        let message = format!(
            "no field named '{}' in enum '{}'",
            name.name,
            self.pool.name(ty)
        );
        let mut d = Diagnostic::error("type", e.span, message);
        if let Some(near) = nearest(&name.name, names) {
            d = d.hint(format!("did you mean '.{near}'?"));
        }
        self.report(d);
        Err(Flow::Failed)
    }

    fn range_item(&mut self, a: &ast::Expr, b: &ast::Expr, ty: TypeId) -> Eval<Item> {
        let span = a.span.to(b.span);
        if !self.pool.is_any_int(ty) {
            let name = self.pool.name(ty);
            let d = Diagnostic::error(
                "type",
                span,
                "ranges not allowed when switching on type '{name}'".replace("{name}", &name),
            );
            self.report(d);
            return Err(Flow::Failed);
        }
        let (_, low) = self.comptime_value(a, Some(ty))?;
        let (_, high) = self.comptime_value(b, Some(ty))?;
        if let (Value::Int(x), Value::Int(y)) = (&low, &high)
            && x > y
        {
            return self.fail(span, "range start value is greater than the end value");
        }
        Ok(Item { low, high, span })
    }

    /// No value twice, none forgotten, no `else` without work.
    pub(super) fn check_coverage(
        &mut self,
        s: &ast::Switch,
        ty: TypeId,
        items: &[Vec<Item>],
        at: Span,
    ) -> Eval<()> {
        self.check_doubles(items)?;
        let has_else = s.prongs.iter().position(|p| p.is_else);
        if s.prongs.iter().any(is_rest) {
            return self.check_underscore(s, ty, items, at);
        }
        let missing = self.missing(ty, items, at)?;
        match (missing, has_else) {
            (Missing::None, Some(index)) => {
                let span = s.prongs[index].span;
                self.fail(span, "unreachable else prong; all cases already handled")
            }
            (Missing::None, None) | (_, Some(_)) => Ok(()),
            (Missing::Open, None) => {
                let name = self.pool.name(ty);
                let message = match self.pool.get(ty) {
                    Type::Int { .. }
                    | Type::Usize
                    | Type::Isize
                    | Type::ComptimeInt
                    | Type::Bool => "switch must handle all possibilities".to_owned(),
                    _ => format!("else prong required when switching on type '{name}'"),
                };
                self.fail(at, message)
            }
            (Missing::Some(names), None) => {
                let mut d = Diagnostic::error("type", at, "switch must handle all possibilities");
                for name in names {
                    d = d.note(name);
                }
                self.report(d);
                Err(Flow::Failed)
            }
        }
    }

    /// `_ =>` takes what has no name; all names must be handled.
    fn check_underscore(
        &mut self,
        s: &ast::Switch,
        ty: TypeId,
        items: &[Vec<Item>],
        at: Span,
    ) -> Eval<()> {
        let open = self.pool.as_enum(ty).is_some_and(|e| e.non_exhaustive);
        if !open {
            let name = self.pool.name(ty);
            let at = s.prongs.iter().find(|p| is_rest(p)).map_or(at, |p| p.span);
            let d = Diagnostic::error(
                "type",
                at,
                "'_' prong only allowed when switching on non-exhaustive enums",
            )
            .note(format!("type '{name}' is exhaustive"));
            self.report(d);
            return Err(Flow::Failed);
        }
        if let (Missing::Some(names), false) = (
            self.missing(ty, items, at)?,
            s.prongs.iter().any(|p| p.is_else),
        ) {
            let mut d = Diagnostic::error("type", at, "switch must handle all possibilities");
            for name in names {
                d = d.note(name);
            }
            self.report(d);
            return Err(Flow::Failed);
        }
        Ok(())
    }

    fn check_doubles(&mut self, items: &[Vec<Item>]) -> Eval<()> {
        let flat: Vec<&Item> = items.iter().flatten().collect();
        let mut seen: std::collections::HashMap<&Value, Span> = std::collections::HashMap::new();
        let mut ranges: Vec<(&BigInt, &BigInt, Span)> = Vec::new();
        for item in flat {
            if let (Value::Int(a), Value::Int(b)) = (&item.low, &item.high) {
                ranges.push((a, b, item.span));
            } else if let Some(before) = seen.insert(&item.low, item.span) {
                return self.double(item.span, before);
            }
        }
        ranges.sort_by(|x, y| x.0.cmp(y.0).then(x.2.cmp(&y.2)));
        for pair in ranges.windows(2) {
            if pair[1].0 <= pair[0].1 {
                // Zig looks at the single values first, then at the ranges.
                let order = |r: &(&BigInt, &BigInt, Span)| (r.0 != r.1, r.2);
                let (first, second) = if order(&pair[0]) < order(&pair[1]) {
                    (pair[0].2, pair[1].2)
                } else {
                    (pair[1].2, pair[0].2)
                };
                return self.double(second, first);
            }
        }
        Ok(())
    }

    fn double<T>(&mut self, at: Span, before: Span) -> Eval<T> {
        let d = Diagnostic::error("type", at, "duplicate switch value")
            .label(before, "previous value here");
        self.report(d);
        Err(Flow::Failed)
    }

    /// What the items leave out.
    fn missing(&mut self, ty: TypeId, items: &[Vec<Item>], at: Span) -> Eval<Missing> {
        let flat = || items.iter().flatten();
        Ok(match self.pool.get(ty).clone() {
            Type::Bool => {
                let both = [true, false]
                    .iter()
                    .all(|b| flat().any(|i| i.low == Value::Bool(*b)));
                if both { Missing::None } else { Missing::Open }
            }
            Type::Void => {
                if flat().next().is_some() {
                    Missing::None
                } else {
                    Missing::Open
                }
            }
            Type::Int { .. } | Type::Usize | Type::Isize => {
                let (min, max) = self.pool.int_range(ty);
                let mut ranges: Vec<(BigInt, BigInt)> = flat()
                    .filter_map(|i| match (&i.low, &i.high) {
                        (Value::Int(a), Value::Int(b)) => Some((a.clone(), b.clone())),
                        _ => None,
                    })
                    .collect();
                ranges.sort();
                let mut next = min;
                for (a, b) in ranges {
                    if a > next {
                        break;
                    }
                    next = b + 1;
                }
                if next > max {
                    Missing::None
                } else {
                    Missing::Open
                }
            }
            Type::Enum(_) => {
                let Some(info) = self.pool.as_enum(ty) else {
                    return Ok(Missing::Open);
                };
                let left: Vec<String> = info
                    .members
                    .iter()
                    .filter(|(_, n)| !flat().any(|i| i.holds(&Value::int(*n))))
                    .map(|(name, _)| format!("unhandled enumeration value: '{name}'"))
                    .collect();
                if info.non_exhaustive {
                    if left.is_empty() {
                        Missing::Open
                    } else {
                        Missing::Some(left)
                    }
                } else if left.is_empty() {
                    Missing::None
                } else {
                    Missing::Some(left)
                }
            }
            Type::ErrorSet(_) => match self.resolved_set(ty, at)? {
                ErrorSet::Names(names) => {
                    let left: Vec<String> = names
                        .iter()
                        .filter(|e| !flat().any(|i| i.error() == Some(**e)))
                        .map(|e| {
                            format!(
                                "unhandled error value: 'error.{}'",
                                self.pool.error_name(*e)
                            )
                        })
                        .collect();
                    if left.is_empty() {
                        Missing::None
                    } else {
                        Missing::Some(left)
                    }
                }
                _ => Missing::Open,
            },
            _ => Missing::Open,
        })
    }

    /// The values that `inline else` stands for.
    pub(super) fn unhandled_values(
        &mut self,
        ty: TypeId,
        items: &[Vec<Item>],
        at: Span,
    ) -> Eval<Vec<Value>> {
        let handled = |v: &Value| items.iter().flatten().any(|i| i.holds(v));
        let all: Vec<Value> = match self.pool.get(ty).clone() {
            Type::Enum(_) => {
                let info = self.pool.as_enum(ty);
                info.map(|i| i.members.iter().map(|(_, n)| Value::int(*n)).collect())
                    .unwrap_or_default()
            }
            Type::Bool => vec![Value::Bool(false), Value::Bool(true)],
            Type::ErrorSet(_) => match self.resolved_set(ty, at)? {
                ErrorSet::Names(names) => names.iter().map(|e| Value::Error(*e)).collect(),
                _ => {
                    return self.fail(
                        at,
                        "cannot enumerate values of type 'anyerror' for 'inline else'",
                    );
                }
            },
            _ => {
                let (min, max) = self.pool.int_range(ty);
                if &max - &min > BigInt::from(1000) {
                    let name = self.pool.name(ty);
                    return self.fail(
                        at,
                        format!("cannot enumerate values of type '{name}' for 'inline else'"),
                    );
                }
                let mut out = Vec::new();
                let mut n = min;
                while n <= max {
                    out.push(Value::Int(n.clone()));
                    n += 1;
                }
                out
            }
        };
        Ok(all.into_iter().filter(|v| !handled(v)).collect())
    }
}

/// The item `_`.
fn is_underscore(item: &ast::ProngItem) -> bool {
    match item {
        ast::ProngItem::Value(e) => {
            matches!(e.kind, ast::ExprKind::Discard)
                || matches!(&e.kind, ast::ExprKind::Ident(name) if &**name == "_")
        }
        ast::ProngItem::Range(..) => false,
    }
}

/// `_ =>`
pub(super) fn is_rest(prong: &ast::Prong) -> bool {
    prong.items.iter().any(is_underscore)
}

/// The prong takes what no other one names.
pub(super) fn takes_rest(prong: &ast::Prong) -> bool {
    prong.is_else || is_rest(prong)
}

enum Missing {
    None,
    /// These, in words.
    Some(Vec<String>),
    /// More than can be named.
    Open,
}

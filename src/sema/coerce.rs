//! Coercion: making a value of one type into one of another where Zig does so unasked, and saying why not.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::diag::Diagnostic;
use crate::diag::near::nearest;
use crate::ir::{self, CastKind, ExprKind};
use crate::source::Span;
use crate::types::{ErrorSet, Pointer, PointerSize, Step, Type, TypeId, Value};

use super::Sema;
use super::operand::{DISCARD, Eval, Flow, Operand, Place};

impl Sema {
    /// The value as one of type `to`, or the error that Zig gives.
    pub(super) fn coerce(&mut self, op: Operand, to: TypeId, at: Span) -> Eval {
        let from = op.ty();
        if to == DISCARD {
            return self.discarded(op, at);
        }
        if from == to || from == TypeId::NORETURN {
            return Ok(op);
        }
        let is_known_error = matches!(op, Operand::Known(_, Value::Error(_)));
        match (self.try_coerce(op, to, at)?, self.pool.get(to)) {
            (Ok(op), _) => Ok(op),
            // An error misses the set, whatever the payload is.
            (Err(reason), &Type::ErrorUnion { set, .. }) if self.pool.is_error_set(from) => {
                if !is_known_error {
                    return self.mismatch(from, set, reason, at);
                }
                let (want, found) = (self.pool.name(set), self.pool.name(from));
                let message = format!("expected type '{want}', found type '{found}'");
                let d = Diagnostic::error("type", at, message);
                self.report(reason.into_iter().fold(d, Diagnostic::note));
                Err(Flow::Failed)
            }
            (Err(reason), _) => self.mismatch(from, to, reason, at),
        }
    }

    pub(super) fn mismatch<T>(
        &mut self,
        from: TypeId,
        to: TypeId,
        notes: Vec<String>,
        at: Span,
    ) -> Eval<T> {
        let want = self.pool.name(to);
        // A function that should be a pointer is one already, to the wrong type.
        let found = match (self.pool.is_function(from), self.pool.is_single_pointer(to)) {
            (true, true) => format!("*const {}", self.pool.name(from)),
            _ => self.pool.name(from),
        };
        let message = match (self.pool.is_slice(to), self.pool.is_array(from)) {
            (true, true) => {
                format!(
                    "array literal requires address-of operator (&) to coerce to slice type '{want}'"
                )
            }
            _ => format!("expected type '{want}', found '{found}'"),
        };
        let mut d = Diagnostic::error("type", at, message);
        for note in notes {
            d = d.note(note);
        }
        if let Type::ErrorUnion { payload, .. } = self.pool.get(from)
            && !self.pool.is_error_union(to)
        {
            let matches = *payload == to;
            d = d.note("cannot convert error union to payload type");
            d = d.note("consider using 'try', 'catch', or 'if'");
            if matches {
                d = d.hint("write `try` before the expression, or handle the error with `catch`");
            }
        } else if let Type::Optional(child) = self.pool.get(from)
            && !self.pool.is_optional(to)
        {
            let matches = *child == to;
            d = d.note("cannot convert optional to payload type");
            d = d.note("consider using '.?', 'orelse', or 'if'");
            if matches {
                d = d.hint("unwrap it: `.?` (panics on null), `orelse`, or `if (x) |value|`");
            }
        }
        self.report(d);
        Err(Flow::Failed)
    }

    /// `Err` holds notes on why the types do not fit.
    pub(super) fn try_coerce(
        &mut self,
        op: Operand,
        to: TypeId,
        at: Span,
    ) -> Eval<Result<Operand, Vec<String>>> {
        let from = op.ty();
        if from == to || from == TypeId::NORETURN {
            return Ok(Ok(op));
        }
        if from == TypeId::UNDEFINED {
            return Ok(Ok(Operand::Known(to, Value::Undefined)));
        }
        let (before, op) = self.split_after(op);
        if !before.is_empty() {
            return Ok(match self.try_coerce(op, to, at)? {
                Ok(op) if self.pool.is_comptime_only(to) => Ok(self.after(before, op, at)),
                Ok(op) => {
                    let tail = self.runtime(op, at)?;
                    Ok(Operand::Runtime(super::switch::block_of(before, tail, at)))
                }
                Err(notes) => Err(notes),
            });
        }
        let target = self.pool.get(to).clone();
        match &target {
            Type::Optional(child) => return self.to_optional(op, to, *child, at),
            Type::ErrorUnion { set, payload } => {
                return self.to_error_union(op, to, *set, *payload, at);
            }
            _ => {}
        }
        let result = match (&self.pool.get(from).clone(), &target) {
            (Type::ComptimeInt, Type::Int { .. } | Type::Usize | Type::Isize) => {
                self.fit_int(op, to, at)?
            }
            (Type::ComptimeInt, Type::Float(_) | Type::ComptimeFloat) => {
                self.int_to_float(op, to, at)?
            }
            (Type::ComptimeFloat, Type::Float(_)) => self.round_float(op, to),
            (
                Type::ComptimeFloat,
                Type::Int { .. } | Type::Usize | Type::Isize | Type::ComptimeInt,
            ) => self.float_to_int(op, to, at)?,
            (
                Type::Int { .. } | Type::Usize | Type::Isize,
                Type::Int { .. } | Type::Usize | Type::Isize,
            ) => {
                return self.widen(op, to, at);
            }
            (Type::Int { .. } | Type::Usize | Type::Isize, Type::ComptimeInt) => match op {
                Operand::Known(_, value) => Operand::Known(to, value),
                Operand::Runtime(_) => return self.not_known(at),
            },
            (Type::Int { .. } | Type::Usize | Type::Isize, Type::Float(_)) => {
                match self.known_int_to_float(op, to) {
                    Some(op) => op,
                    None => return Ok(Err(Vec::new())),
                }
            }
            (Type::Float(a), Type::Float(b)) if a < b => self.cast_float(op, to, at)?,
            (Type::Float(_), Type::Float(_)) if op.known().is_some() => {
                match self.exact_float(op, to) {
                    Some(op) => op,
                    None => return Ok(Err(Vec::new())),
                }
            }
            (Type::Float(_), Type::ComptimeFloat) => match op {
                Operand::Known(_, value) => Operand::Known(to, value),
                Operand::Runtime(_) => return self.not_known(at),
            },
            (Type::ErrorSet(_), Type::ErrorSet(_)) => return self.to_error_set(op, to, at),
            (Type::EnumLiteral, Type::Enum(_)) => self.literal_to_enum(op, to, at)?,
            (Type::EnumLiteral, Type::Union(_)) => {
                let Some(tag) = self.pool.as_union(to).and_then(|u| u.tag) else {
                    // The tag is found when the union's fields are.
                    self.ensure_fields(to, at)?;
                    return match self.pool.as_union(to).and_then(|u| u.tag) {
                        Some(tag) => {
                            let member = self.literal_to_enum_of(op, tag, to, at)?;
                            Ok(Ok(self.tag_to_union(member, to, at)?))
                        }
                        None => Ok(Err(Vec::new())),
                    };
                };
                let member = self.literal_to_enum_of(op, tag, to, at)?;
                self.tag_to_union(member, to, at)?
            }
            (Type::Enum(_), Type::Union(_)) => {
                self.ensure_fields(to, at)?;
                if self.pool.as_union(to).and_then(|u| u.tag) != Some(from) {
                    return Ok(Err(Vec::new()));
                }
                self.tag_to_union(op, to, at)?
            }
            (Type::Union(_), Type::Enum(_)) => {
                self.ensure_fields(from, at)?;
                if self.pool.as_union(from).and_then(|u| u.tag) != Some(to) {
                    return Ok(Err(Vec::new()));
                }
                self.union_tag(Place::value(op), at)?
            }
            (Type::Pointer(a), Type::Pointer(b)) => {
                let (a, b) = (a.clone(), b.clone());
                return self.coerce_pointer(op, &a, &b, to, at);
            }
            (Type::Null, Type::Pointer(p)) if p.size == PointerSize::C => {
                Operand::Known(to, Value::Null)
            }
            // What a generic function gives is known when it is called.
            (Type::Fn(a), Type::Fn(b))
                if a.is_generic && b.is_generic && a.params.len() == b.params.len() =>
            {
                self.retype(op, to, at)?
            }
            (Type::Fn(_), Type::Pointer(p)) if p.child == from => {
                self.address_of(Place::value(op), at)?
            }
            (Type::Fn(_), Type::Pointer(_)) => {
                let pointer = self.address_of(Place::value(op), at)?;
                return self.try_coerce(pointer, to, at);
            }
            (Type::Struct(_), Type::Array { .. } | Type::Struct(_)) if self.is_anonymous(from) => {
                return self.from_anonymous(op, to, at);
            }
            (
                Type::Array {
                    len,
                    child,
                    sentinel,
                },
                Type::Array {
                    len: n,
                    child: c,
                    sentinel: s,
                },
            ) if len == n && child == c && s.is_none() && sentinel.is_some() => {
                self.retype(op, to, at)?
            }
            (Type::Array { .. }, Type::Struct(_)) if self.pool.is_tuple(to) => {
                return self.from_anonymous(op, to, at);
            }
            _ => return Ok(Err(Vec::new())),
        };
        Ok(Ok(result))
    }

    fn retype(&mut self, op: Operand, to: TypeId, at: Span) -> Eval {
        match op {
            Operand::Known(_, value) => Ok(Operand::Known(to, value)),
            Operand::Runtime(e) => Ok(Operand::runtime(to, at, ExprKind::Retype(Box::new(e)))),
        }
    }

    pub(super) fn cast(&mut self, kind: CastKind, op: Operand, to: TypeId, at: Span) -> Eval {
        if self.frame.comptime && !self.frame.dry && op.known().is_none() {
            return self.not_known(at);
        }
        let operand = Box::new(self.runtime(op, at)?);
        Ok(Operand::runtime(to, at, ExprKind::Cast { kind, operand }))
    }

    /// A comptime integer in a runtime type.
    fn fit_int(&mut self, op: Operand, to: TypeId, at: Span) -> Eval {
        match op {
            Operand::Known(_, Value::Int(n)) => {
                if self.pool.int_fits(to, &n) {
                    return Ok(Operand::Known(to, Value::Int(n)));
                }
                let name = self.pool.name(to);
                self.fail(
                    at,
                    format!("type '{name}' cannot represent integer value '{n}'"),
                )
            }
            Operand::Known(_, value) => Ok(Operand::Known(to, value)),
            Operand::Runtime(_) => self.not_known(at),
        }
    }

    fn int_to_float(&mut self, op: Operand, to: TypeId, at: Span) -> Eval {
        match op {
            Operand::Known(_, Value::Int(n)) => {
                let f = super::arith::float_of_int(&n);
                Ok(Operand::Known(to, self.float_in(to, f)))
            }
            Operand::Known(_, value) => Ok(Operand::Known(to, value)),
            Operand::Runtime(_) => self.not_known(at),
        }
    }

    fn round_float(&mut self, op: Operand, to: TypeId) -> Operand {
        match op {
            Operand::Known(_, Value::Float(f)) => Operand::Known(to, self.float_in(to, f)),
            Operand::Known(_, value) => Operand::Known(to, value),
            op => op,
        }
    }

    fn exact_float(&mut self, op: Operand, to: TypeId) -> Option<Operand> {
        match op {
            Operand::Known(_, Value::Float(f)) => {
                let rounded = self.float_in(to, f);
                (rounded == Value::Float(f)).then_some(Operand::Known(to, rounded))
            }
            _ => None,
        }
    }

    fn float_to_int(&mut self, op: Operand, to: TypeId, at: Span) -> Eval {
        let Operand::Known(_, Value::Float(f)) = op else {
            return self.not_known(at);
        };
        let Some(n) = super::arith::exact_int(f) else {
            let (name, text) = (self.pool.name(to), super::arith::float_text(f));
            return self.fail(at, format!("fractional component prevents float value '{text}' from coercion to type '{name}'"));
        };
        if to == TypeId::COMPTIME_INT {
            return Ok(Operand::Known(to, Value::Int(n)));
        }
        self.fit_int(Operand::Known(TypeId::COMPTIME_INT, Value::Int(n)), to, at)
    }

    /// A known integer in a float type that holds it. What only the running program knows does not become a float
    /// by itself, however small its type is.
    fn known_int_to_float(&self, op: Operand, to: TypeId) -> Option<Operand> {
        let Operand::Known(_, Value::Int(n)) = op else {
            return None;
        };
        let f = super::arith::float_of_int(&n);
        Some(Operand::Known(to, self.float_in(to, f)))
    }

    fn cast_float(&mut self, op: Operand, to: TypeId, at: Span) -> Eval {
        match op {
            Operand::Known(_, value) => Ok(Operand::Known(to, value)),
            op => self.cast(CastKind::FloatCast, op, to, at),
        }
    }

    /// Integer to integer: known values that fit, runtime types that hold all values.
    fn widen(&mut self, op: Operand, to: TypeId, at: Span) -> Eval<Result<Operand, Vec<String>>> {
        match op {
            Operand::Known(from, Value::Int(n)) => {
                if self.pool.int_fits(to, &n) {
                    return Ok(Ok(Operand::Known(to, Value::Int(n))));
                }
                let _ = from;
                let name = self.pool.name(to);
                self.fail(
                    at,
                    format!("type '{name}' cannot represent integer value '{n}'"),
                )
            }
            Operand::Known(_, value) => Ok(Ok(Operand::Known(to, value))),
            Operand::Runtime(e) => {
                let (Some(a), Some(b)) = (self.pool.int_info(e.ty), self.pool.int_info(to)) else {
                    return Ok(Err(Vec::new()));
                };
                let fits = match (a.signed, b.signed) {
                    (false, true) => a.bits < b.bits,
                    (true, false) => false,
                    _ => a.bits <= b.bits,
                };
                if fits {
                    return Ok(Ok(self.cast(
                        CastKind::Widen,
                        Operand::Runtime(e),
                        to,
                        at,
                    )?));
                }
                let sign = |s: bool| if s { "signed" } else { "unsigned" };
                let note = format!(
                    "{} {}-bit int cannot represent all possible {} {}-bit values",
                    sign(b.signed),
                    b.bits,
                    sign(a.signed),
                    a.bits
                );
                Ok(Err(vec![note]))
            }
        }
    }

    fn to_optional(
        &mut self,
        op: Operand,
        to: TypeId,
        child: TypeId,
        at: Span,
    ) -> Eval<Result<Operand, Vec<String>>> {
        let from = op.ty();
        if from == TypeId::NULL {
            return Ok(Ok(Operand::Known(to, Value::Null)));
        }
        if let Type::Optional(inner) = *self.pool.get(from)
            && from != child
        {
            return self.optional_to_optional(op, inner, to, child, at);
        }
        Ok(match self.try_coerce(op, child, at)? {
            Ok(Operand::Known(_, value)) => Ok(Operand::Known(to, Value::Some(value.into()))),
            Ok(Operand::Runtime(e)) => Ok(Operand::runtime(
                to,
                at,
                ExprKind::WrapOptional(Box::new(e)),
            )),
            Err(notes) => Err(notes),
        })
    }

    /// `?A` to `?B` where the payloads differ in type only.
    fn optional_to_optional(
        &mut self,
        op: Operand,
        inner: TypeId,
        to: TypeId,
        child: TypeId,
        at: Span,
    ) -> Eval<Result<Operand, Vec<String>>> {
        match op {
            Operand::Known(_, Value::Null) => Ok(Ok(Operand::Known(to, Value::Null))),
            Operand::Known(_, Value::Some(v)) => {
                let payload = Operand::Known(inner, (*v).clone());
                Ok(match self.try_coerce(payload, child, at)? {
                    Ok(Operand::Known(_, v)) => Ok(Operand::Known(to, Value::Some(v.into()))),
                    Ok(op) => Ok(op),
                    Err(notes) => Err(notes),
                })
            }
            Operand::Runtime(e) => {
                if self.same_bits(inner, child) {
                    return Ok(Ok(Operand::runtime(to, at, ExprKind::Retype(Box::new(e)))));
                }
                // Zig asks for the payload to fit as it is; `??T` takes a `?T`.
                if child == e.ty {
                    return Ok(Ok(Operand::runtime(
                        to,
                        at,
                        ExprKind::WrapOptional(Box::new(e)),
                    )));
                }
                Ok(Err(Vec::new()))
            }
            op => Ok(Ok(Operand::Known(
                to,
                op.known().cloned().unwrap_or(Value::Undefined),
            ))),
        }
    }

    /// Pointers whose coercion changes no bit.
    fn same_bits(&self, from: TypeId, to: TypeId) -> bool {
        match (self.pool.get(from), self.pool.get(to)) {
            (Type::Pointer(a), Type::Pointer(b)) => {
                a.size == b.size && self.pointer_notes(a, b).is_ok()
            }
            _ => false,
        }
    }

    fn to_error_union(
        &mut self,
        op: Operand,
        to: TypeId,
        set: TypeId,
        payload: TypeId,
        at: Span,
    ) -> Eval<Result<Operand, Vec<String>>> {
        let from = op.ty();
        match self.pool.get(from).clone() {
            Type::ErrorSet(_) => Ok(match self.to_error_set(op, set, at)? {
                Ok(Operand::Known(_, value)) => Ok(Operand::Known(to, value)),
                Ok(Operand::Runtime(e)) => {
                    Ok(Operand::runtime(to, at, ExprKind::WrapError(Box::new(e))))
                }
                Err(notes) => Err(notes),
            }),
            Type::ErrorUnion {
                set: from_set,
                payload: from_payload,
            } => {
                if from_payload != payload && !self.same_bits(from_payload, payload) {
                    return Ok(Err(Vec::new()));
                }
                if let Err(notes) = self.set_fits(from_set, set, at)? {
                    return Ok(Err(notes));
                }
                Ok(Ok(self.retype(op, to, at)?))
            }
            _ => Ok(match self.try_coerce(op, payload, at)? {
                Ok(Operand::Known(_, value)) => {
                    Ok(Operand::Known(to, Value::Payload(value.into())))
                }
                Ok(Operand::Runtime(e)) if e.ty == TypeId::NORETURN => Ok(Operand::Runtime(e)),
                Ok(Operand::Runtime(e)) => {
                    Ok(Operand::runtime(to, at, ExprKind::WrapPayload(Box::new(e))))
                }
                Err(notes) => Err(notes),
            }),
        }
    }

    fn to_error_set(
        &mut self,
        op: Operand,
        to: TypeId,
        at: Span,
    ) -> Eval<Result<Operand, Vec<String>>> {
        if let Operand::Known(_, Value::Error(e)) = &op {
            let e = *e;
            if let Type::ErrorSet(ErrorSet::Inferred(id)) = *self.pool.get(to)
                && self.collects(id)
            {
                self.add_error(id, e);
                return Ok(Ok(Operand::Known(to, Value::Error(e))));
            }
            if self.resolved_set(to, at)?.contains(e) {
                return Ok(Ok(Operand::Known(to, Value::Error(e))));
            }
            let name = self.pool.error_name(e).to_owned();
            return Ok(Err(vec![format!(
                "'error.{name}' not a member of destination error set"
            )]));
        }
        match self.set_fits(op.ty(), to, at)? {
            Ok(()) => Ok(Ok(self.retype(op, to, at)?)),
            Err(notes) => Ok(Err(notes)),
        }
    }

    /// Whether every error of one set is in the other; a set that is being inferred takes them in.
    pub(super) fn set_fits(
        &mut self,
        from: TypeId,
        to: TypeId,
        at: Span,
    ) -> Eval<Result<(), Vec<String>>> {
        if from == to || to == TypeId::ANYERROR {
            return Ok(Ok(()));
        }
        if let Type::ErrorSet(ErrorSet::Inferred(id)) = *self.pool.get(to)
            && self.collects(id)
        {
            self.add_set(id, from);
            return Ok(Ok(()));
        }
        let (a, b) = (self.resolved_set(from, at)?, self.resolved_set(to, at)?);
        let missing: Vec<String> = match (&a, &b) {
            (_, ErrorSet::Any) => Vec::new(),
            (ErrorSet::Names(names), _) => names
                .iter()
                .filter(|e| !b.contains(**e))
                .map(|e| {
                    let name = self.pool.error_name(*e);
                    format!("'error.{name}' not a member of destination error set")
                })
                .collect(),
            _ => vec!["global error set cannot cast into a smaller set".to_owned()],
        };
        Ok(if missing.is_empty() {
            Ok(())
        } else {
            Err(missing)
        })
    }

    fn literal_to_enum(&mut self, op: Operand, to: TypeId, at: Span) -> Eval {
        self.literal_to_enum_of(op, to, to, at)
    }

    fn literal_to_enum_of(&mut self, op: Operand, to: TypeId, shown: TypeId, at: Span) -> Eval {
        self.ensure_fields(to, at)?;
        let (_, value) = self.known(op, at)?;
        let Value::EnumLiteral(name) = value else {
            return self.fail(at, "use of undefined value here causes illegal behavior");
        };
        let found = self.pool.as_enum(to).and_then(|info| {
            let member = info.members.iter().find(|(n, _)| **n == *name);
            member.map(|(_, number)| *number)
        });
        if let Some(number) = found {
            return Ok(Operand::Known(to, Value::int(number)));
        }
        let (kind, shown_name) = (self.kind_name(shown), self.pool.name(shown));
        let message = if kind == "union" {
            format!("no field named '{name}' in union '{shown_name}'")
        } else {
            format!("enum '{shown_name}' has no member named '{name}'")
        };
        let mut d = Diagnostic::error("type", at, message);
        let names = self.pool.as_enum(to).map(|info| {
            let names = info.members.iter().map(|(n, _)| n.as_str().into());
            names.collect::<Vec<std::rc::Rc<str>>>()
        });
        if let Some(near) = nearest(&name, names.unwrap_or_default()) {
            d = d.hint(format!("did you mean '.{near}'?"));
        }
        self.report(d);
        Err(Flow::Failed)
    }

    /// A tag as the union that has it: fields without payload only.
    fn tag_to_union(&mut self, op: Operand, to: TypeId, at: Span) -> Eval {
        let tag_ty = op.ty();
        let Operand::Known(_, Value::Int(n)) = &op else {
            return self.not_yet(at, "a runtime tag as a union");
        };
        let number = n.to_i128();
        let name = self.pool.as_enum(tag_ty).and_then(|info| {
            let member = info.members.iter().find(|(_, m)| Some(*m) == number);
            member.map(|(n, _)| n.clone())
        });
        let index = name.as_ref().and_then(|n| self.pool.field_index(to, n));
        let (Some(name), Some(index)) = (name, index) else {
            return self.fail(at, "invalid enum value");
        };
        let field = self.pool.as_union(to).map(|u| u.fields[index as usize].ty);
        let Some(payload) = field.and_then(|ty| self.only_value(ty)) else {
            let field_ty = field.map(|ty| self.pool.name(ty)).unwrap_or_default();
            let union = self.pool.name(to);
            let d = Diagnostic::error(
                "type",
                at,
                format!(
                    "coercion from enum '{}' to union '{union}' must initialize '{field_ty}' field '{name}'",
                    self.pool.name(tag_ty)
                ),
            );
            self.report(d);
            return Err(Flow::Failed);
        };
        Ok(Operand::Known(to, Value::Union(index, payload.into())))
    }

    /// Why a pointer of one type cannot stand for the other (both of one size).
    fn pointer_notes(&self, a: &Pointer, b: &Pointer) -> Result<(), Vec<String>> {
        let mut notes = Vec::new();
        if a.is_const && !b.is_const {
            notes.push("cast discards const qualifier".to_owned());
        }
        if self.pool.pointer_align(a) < self.pool.pointer_align(b) {
            notes.push(format!(
                "pointer alignment '{}' cannot cast into pointer alignment '{}'",
                self.pool.pointer_align(a),
                self.pool.pointer_align(b)
            ));
        }
        if a.bits != b.bits {
            let host = |p: &Pointer| p.bits.map_or(0, |bits| bits.host_bytes);
            let offset = |p: &Pointer| p.bits.map_or(0, |bits| bits.offset);
            if host(a) != host(b) {
                notes.push(format!(
                    "pointer host size '{}' cannot cast into pointer host size '{}'",
                    host(a),
                    host(b)
                ));
            }
            if offset(a) != offset(b) {
                notes.push(format!(
                    "pointer bit offset '{}' cannot cast into pointer bit offset '{}'",
                    offset(a),
                    offset(b)
                ));
            }
        }
        if !self.child_fits(a, b) {
            notes.push(format!(
                "pointer type child '{}' cannot cast into pointer type child '{}'",
                self.pool.name(a.child),
                self.pool.name(b.child)
            ));
        }
        if b.sentinel.is_some() && a.sentinel != b.sentinel && b.size != PointerSize::One {
            let text = b
                .sentinel
                .as_ref()
                .and_then(Value::as_int)
                .cloned()
                .unwrap_or_default();
            notes.push(match &a.sentinel {
                None => format!("destination pointer requires '{text}' sentinel"),
                Some(_) => format!("pointer sentinel cannot cast into pointer sentinel '{text}'"),
            });
        }
        if notes.is_empty() { Ok(()) } else { Err(notes) }
    }

    fn child_fits(&self, a: &Pointer, b: &Pointer) -> bool {
        if a.child == b.child {
            return true;
        }
        match (self.pool.get(a.child), self.pool.get(b.child)) {
            // `**T` to `*const *const T` and the like.
            (Type::Pointer(x), Type::Pointer(y)) => {
                b.is_const && x.size == y.size && self.pointer_notes(x, y).is_ok()
            }
            (
                Type::Array {
                    len,
                    child,
                    sentinel: Some(_),
                },
                Type::Array {
                    len: n,
                    child: c,
                    sentinel: None,
                },
            ) => len == n && child == c,
            _ => false,
        }
    }

    fn coerce_pointer(
        &mut self,
        op: Operand,
        a: &Pointer,
        b: &Pointer,
        to: TypeId,
        at: Span,
    ) -> Eval<Result<Operand, Vec<String>>> {
        use PointerSize::{C, Many, One, Slice};
        let to_opaque = b.child == TypeId::ANYOPAQUE && b.size == One;
        match (a.size, b.size) {
            (One | Many | C, One) if to_opaque => {
                if a.is_const && !b.is_const {
                    return Ok(Err(vec!["cast discards const qualifier".to_owned()]));
                }
                Ok(Ok(self.pointer_cast(op, to, at)?))
            }
            (One, Slice | Many | C)
                if self.pool.is_array(a.child)
                    && !(self.pool.is_array(b.child) && a.child == b.child) =>
            {
                self.array_pointer_to(op, a, b, to, at)
            }
            (One, Slice) if self.is_anonymous(a.child) => self.anonymous_to_slice(op, a, b, to, at),
            (One, One) if self.is_anonymous(a.child) && b.is_const => {
                // `&.{ ... }` where a pointer to a struct or array is wanted.
                let inner = self.deref(op, at)?;
                let value = self.read(inner, at)?;
                match self.try_coerce(value, b.child, at)? {
                    Ok(op) => Ok(Ok(self.address_of(Place::value(op), at)?)),
                    Err(notes) => Ok(Err(notes)),
                }
            }
            (One, One) if self.is_single_item_array(b, a.child) => {
                // `*T` as `*[1]T`
                let element = Pointer {
                    child: a.child,
                    ..b.clone()
                };
                match self.pointer_notes(a, &element) {
                    Ok(()) => Ok(Ok(self.pointer_cast(op, to, at)?)),
                    Err(notes) => Ok(Err(notes)),
                }
            }
            (Slice, Many) => Ok(Err(Vec::new())),
            (One, C) if a.child == b.child => Ok(Ok(self.pointer_cast(op, to, at)?)),
            (Many, C) | (C, Many | One) if a.child == b.child => {
                Ok(Ok(self.pointer_cast(op, to, at)?))
            }
            (x, y) if x == y => match self.pointer_notes(a, b) {
                Ok(()) => Ok(Ok(self.pointer_cast(op, to, at)?)),
                Err(notes) => Ok(Err(notes)),
            },
            _ => Ok(Err(Vec::new())),
        }
    }

    /// Whether a pointer's target is an array of one such element.
    fn is_single_item_array(&self, p: &Pointer, child: TypeId) -> bool {
        self.pool.as_array(p.child) == Some((1, child))
    }

    /// `*[N]T` to `[]T`, `[*]T`.
    fn array_pointer_to(
        &mut self,
        op: Operand,
        a: &Pointer,
        b: &Pointer,
        to: TypeId,
        at: Span,
    ) -> Eval<Result<Operand, Vec<String>>> {
        let Type::Array {
            len,
            child,
            sentinel,
        } = self.pool.get(a.child).clone()
        else {
            return Ok(Err(Vec::new()));
        };
        let seen = Pointer {
            size: b.size,
            child,
            sentinel,
            // Nothing can be written to no elements.
            is_const: a.is_const && len > 0,
            align: if len == 0 { b.align } else { a.align },
            ..a.clone()
        };
        if let Err(notes) = self.pointer_notes(&seen, b) {
            return Ok(Err(notes));
        }
        match op {
            Operand::Known(_, Value::Pointer(p)) => {
                let first = p.step(Step::Element(0));
                let value = match b.size {
                    PointerSize::Slice => Value::Slice(first.into(), len),
                    _ => Value::Pointer(first.into()),
                };
                Ok(Ok(Operand::Known(to, value)))
            }
            op => {
                let kind = match b.size {
                    PointerSize::Slice => CastKind::ArrayPtrToSlice,
                    _ => CastKind::PtrCast,
                };
                Ok(Ok(self.cast(kind, op, to, at)?))
            }
        }
    }

    fn anonymous_to_slice(
        &mut self,
        op: Operand,
        a: &Pointer,
        b: &Pointer,
        to: TypeId,
        at: Span,
    ) -> Eval<Result<Operand, Vec<String>>> {
        let count = self.pool.as_struct(a.child).map_or(0, |s| s.fields.len());
        if !b.is_const && count > 0 {
            return Ok(Err(vec!["cast discards const qualifier".to_owned()]));
        }
        let array = self
            .pool
            .array_with(count as u64, b.child, b.sentinel.clone());
        let inner = self.deref(op, at)?;
        let value = self.read(inner, at)?;
        match self.try_coerce(value, array, at)? {
            Ok(op) => {
                let pointer = self.address_of(Place::value(op), at)?;
                self.try_coerce(pointer, to, at)
            }
            Err(notes) => Ok(Err(notes)),
        }
    }

    /// The same address as another pointer type.
    pub(super) fn pointer_cast(&mut self, op: Operand, to: TypeId, at: Span) -> Eval {
        match op {
            Operand::Known(_, value) => Ok(Operand::Known(to, self.cast_pointer_value(value, to))),
            op => self.cast(CastKind::PtrCast, op, to, at),
        }
    }

    /// A known pointer keeps the way to its target; where the type of the target changes, that is a step of it.
    fn cast_pointer_value(&self, value: Value, to: TypeId) -> Value {
        let Value::Pointer(p) = &value else {
            return value;
        };
        let Type::Pointer(target) = self.pool.get(to) else {
            return value;
        };
        let opaque = target.child == TypeId::ANYOPAQUE
            || matches!(self.pool.get(target.child), Type::Opaque(_) | Type::Fn(_));
        if opaque || target.size != PointerSize::One {
            return value;
        }
        match self.pointee_type(p) {
            Some(ty) if ty != target.child => {
                Value::Pointer(p.step(Step::Cast(target.child)).into())
            }
            _ => value,
        }
    }

    /// A known integer, for switch items and the like.
    pub(super) fn as_i128(&mut self, n: &BigInt, at: Span) -> Eval<i128> {
        match n.to_i128() {
            Some(n) => Ok(n),
            None => self.not_yet(at, "numbers beyond 127 bits here"),
        }
    }

    /// The tag of a tagged union.
    pub(super) fn union_tag(&mut self, place: Place, at: Span) -> Eval {
        let ty = place.ty;
        self.ensure_fields(ty, at)?;
        let Some(tag) = self.pool.as_union(ty).and_then(|u| u.tag) else {
            let name = self.pool.name(ty);
            return self.fail(at, format!("union '{name}' has no tag"));
        };
        let known = match &place.kind {
            super::operand::PlaceKind::Known(p) => self.load(p),
            super::operand::PlaceKind::Value(Operand::Known(_, v)) => Some(v.clone()),
            _ => None,
        };
        if let Some(Value::Union(field, _)) = known {
            let number = self.union_tag_number(ty, field);
            return Ok(Operand::Known(tag, Value::Int(number)));
        }
        let place = self.runtime_place(place, at)?;
        if self.frame.comptime && !self.frame.dry {
            return self.not_known(at);
        }
        Ok(Operand::runtime(
            tag,
            at,
            ir::ExprKind::UnionTag(Box::new(place)),
        ))
    }
}

//! `base[index]` and `base[start..end]`.

use num_traits::ToPrimitive;

use crate::diag::Diagnostic;
use crate::ir;
use crate::source::Span;
use crate::syntax::ast;
use crate::types::{Pointee, Pointer, PointerSize, Step, Type, TypeId, Value};

use super::Sema;
use super::operand::{Eval, Flow, Operand, Place, PlaceKind};

impl Sema {
    pub(super) fn index_expr(
        &mut self,
        base: &ast::Expr,
        index: &ast::Expr,
        at: Span,
    ) -> Eval<Place> {
        let base_place = self.place(base, None)?;
        let base_place = self.through_array_pointer(base_place, at)?;
        let i = self.expr_as_index(index)?;
        self.element_of(base_place, i, index.span, at)
    }

    /// An index: a `usize`, where comptime integers say what is wrong with them.
    fn expr_as_index(&mut self, e: &ast::Expr) -> Eval {
        self.expr_as(e, TypeId::USIZE)
    }

    /// `*[N]T` is indexed like `[N]T`.
    fn through_array_pointer(&mut self, place: Place, at: Span) -> Eval<Place> {
        if let Type::Pointer(p) = self.pool.get(place.ty)
            && p.size == PointerSize::One
        {
            let child = p.child;
            if self.pool.is_array(child) || self.pool.is_tuple(child) {
                let op = self.read(place, at)?;
                return self.deref(op, at);
            }
        }
        Ok(place)
    }

    /// An element of an array, slice, many-item pointer or tuple place.
    pub(super) fn element_of(
        &mut self,
        base: Place,
        index: Operand,
        index_at: Span,
        at: Span,
    ) -> Eval<Place> {
        match self.pool.get(base.ty).clone() {
            Type::Array {
                len,
                child,
                sentinel,
            } => {
                let reach = len + u64::from(sentinel.is_some());
                if let Operand::Known(_, Value::Int(n)) = &index
                    && n.to_u64().is_none_or(|n| n >= reach)
                {
                    let message = format!("index {n} outside array of length {len}");
                    let tail = if sentinel.is_some() {
                        " +1 (sentinel)"
                    } else {
                        ""
                    };
                    return self.fail(index_at, format!("{message}{tail}"));
                }
                self.array_element(base, child, index, index_at, at)
            }
            Type::Pointer(p) => match p.size {
                PointerSize::Slice => self.slice_element(base, &p, index, index_at, at),
                PointerSize::Many | PointerSize::C => {
                    self.pointer_element(base, &p, index, index_at, at)
                }
                PointerSize::One => self.not_indexable(base.ty, at),
            },
            Type::Struct(_) if self.pool.is_tuple(base.ty) => {
                let (_, n) = self.known(index, index_at)?;
                let len = self.pool.as_struct(base.ty).map_or(0, |s| s.fields.len());
                match n.as_u64() {
                    Some(n) if (n as usize) < len => self.struct_field(base, n as u32, at),
                    _ => {
                        let n = n.as_int().cloned().unwrap_or_default();
                        self.fail(index_at, format!("index {n} outside tuple of length {len}"))
                    }
                }
            }
            _ => self.not_indexable(base.ty, at),
        }
    }

    fn not_indexable<T>(&mut self, ty: TypeId, at: Span) -> Eval<T> {
        let name = self.pool.name(ty);
        let d = crate::diag::Diagnostic::error(
            "type",
            at,
            format!("type '{name}' does not support indexing"),
        )
        .note("operand must be an array, slice, tuple, or vector");
        self.report(d);
        Err(super::operand::Flow::Failed)
    }

    fn array_element(
        &mut self,
        base: Place,
        child: TypeId,
        index: Operand,
        index_at: Span,
        at: Span,
    ) -> Eval<Place> {
        let is_const = base.is_const;
        let align = match base.align {
            Some(align) => {
                let known = index.known().and_then(Value::as_u64);
                Some(self.aligned_element(align, child, known, at)?)
            }
            None => None,
        };
        let base = match (base.kind, &index) {
            (PlaceKind::Known(p), Operand::Known(_, Value::Int(n))) => {
                let step = Step::Element(n.to_u64().unwrap_or(0));
                return Ok(Place {
                    ty: child,
                    is_const,
                    align,
                    kind: PlaceKind::Known(p.step(step)),
                });
            }
            (PlaceKind::Value(Operand::Known(ty, value)), Operand::Known(_, Value::Int(n))) => {
                let step = Step::Element(n.to_u64().unwrap_or(0));
                let Some(item) = self.part(ty, &value, &step) else {
                    return self.internal(at, "an array without that element");
                };
                return Ok(Place::value(Operand::Known(child, item)));
            }
            (PlaceKind::Value(Operand::Known(ty, value)), _) => {
                PlaceKind::Known(Pointee::constant(ty, value))
            }
            (kind, _) => kind,
        };
        let array = Place {
            ty: self.place_type(&base),
            is_const,
            align: None,
            kind: base,
        };
        let array = self.runtime_place(array, at)?;
        let index = self.runtime(index, index_at)?;
        if self.frame.comptime && !self.frame.dry {
            return self.not_known(at);
        }
        let element = ir::Place {
            kind: ir::PlaceKind::Element {
                base: Box::new(array),
                index: Box::new(index),
            },
            ty: child,
            span: at,
        };
        Ok(Place {
            align,
            ..Place::runtime(element, is_const)
        })
    }

    /// The alignment of an element of memory with its own alignment; its index may be known.
    fn aligned_element(
        &mut self,
        align: u32,
        child: TypeId,
        index: Option<u64>,
        at: Span,
    ) -> Eval<u32> {
        self.ensure_layout(child, at)?;
        let size = self.pool.size(child);
        let offset = index.unwrap_or(1).wrapping_mul(size);
        Ok(super::place::align_at(align, offset))
    }

    fn place_type(&self, kind: &PlaceKind) -> TypeId {
        match kind {
            PlaceKind::Runtime(p) => p.ty,
            PlaceKind::Known(p) => self.pointee_type(p).unwrap_or(TypeId::VOID),
            PlaceKind::Value(op) => op.ty(),
        }
    }

    fn slice_element(
        &mut self,
        base: Place,
        p: &Pointer,
        index: Operand,
        index_at: Span,
        at: Span,
    ) -> Eval<Place> {
        let slice = self.read(base, at)?;
        if let (Operand::Known(_, Value::Slice(first, len)), Operand::Known(_, Value::Int(n))) =
            (&slice, &index)
        {
            let reach = len + u64::from(p.sentinel.is_some());
            let n = match n.to_u64() {
                Some(n) if n < reach => n,
                _ => {
                    return self.fail(index_at, format!("index {n} outside slice of length {len}"));
                }
            };
            if let Some(element) = advance(first, n) {
                return Ok(Place {
                    ty: p.child,
                    is_const: p.is_const,
                    align: p.align,
                    kind: PlaceKind::Known(element),
                });
            }
        }
        if self.frame.comptime && !self.frame.dry {
            return self.not_known(at);
        }
        self.ensure_layout(p.child, at)?;
        let slice = Box::new(self.runtime(slice, at)?);
        let index = Box::new(self.runtime(index, index_at)?);
        Ok(Place {
            ty: p.child,
            is_const: p.is_const,
            align: p.align,
            kind: PlaceKind::Runtime(ir::Place {
                kind: ir::PlaceKind::SliceElement { slice, index },
                ty: p.child,
                span: at,
            }),
        })
    }

    fn pointer_element(
        &mut self,
        base: Place,
        p: &Pointer,
        index: Operand,
        index_at: Span,
        at: Span,
    ) -> Eval<Place> {
        let ptr = self.read(base, at)?;
        if let (Operand::Known(_, Value::Pointer(first)), Operand::Known(_, Value::Int(n))) =
            (&ptr, &index)
            && let Some(element) = advance(first, n.to_u64().unwrap_or(u64::MAX))
        {
            return Ok(Place {
                ty: p.child,
                is_const: p.is_const,
                align: p.align,
                kind: PlaceKind::Known(element),
            });
        }
        if self.frame.comptime && !self.frame.dry {
            return self.not_known(at);
        }
        self.ensure_layout(p.child, at)?;
        let ptr = Box::new(self.runtime(ptr, at)?);
        let index = Box::new(self.runtime(index, index_at)?);
        Ok(Place {
            ty: p.child,
            is_const: p.is_const,
            align: p.align,
            kind: PlaceKind::Runtime(ir::Place {
                kind: ir::PlaceKind::PointerElement { ptr, index },
                ty: p.child,
                span: at,
            }),
        })
    }

    /// `base[start..end :sentinel]`
    pub(super) fn slice_expr(
        &mut self,
        base: &ast::Expr,
        start: &ast::Expr,
        end: Option<&ast::Expr>,
        sentinel: Option<&ast::Expr>,
        at: Span,
    ) -> Eval {
        let place = self.place(base, None)?;
        let place = self.through_array_pointer(place, at)?;
        let from = self.expr_as(start, TypeId::USIZE)?;
        let to = match end {
            Some(e) => Some((self.expr_as(e, TypeId::USIZE)?, e.span)),
            None => None,
        };
        let (child, is_const, own_sentinel, array_len, is_c) = match self.pool.get(place.ty).clone()
        {
            Type::Array {
                len,
                child,
                sentinel,
            } => (child, place.is_const, sentinel, Some(len), false),
            Type::Pointer(p) if p.size != PointerSize::One => (
                p.child,
                p.is_const,
                p.sentinel,
                None,
                p.size == PointerSize::C,
            ),
            Type::Pointer(p) => return self.slice_of_one(place, p, from, to, at),
            _ => {
                let name = self.pool.name(place.ty);
                return self.fail(at, format!("slice of non-array type '{name}'"));
            }
        };
        let _ = is_c;
        let align = self
            .pool
            .as_pointer(place.ty)
            .and_then(|p| p.align)
            .or(place.align);
        let align = match align {
            Some(align) => {
                let start = from.known().and_then(Value::as_u64);
                let align = self.aligned_element(align, child, start, at)?;
                Some(align).filter(|&a| a != self.pool.align(child))
            }
            None => None,
        };
        let asked = match sentinel {
            Some(s) => Some(self.comptime_value(s, Some(child))?.1),
            None => None,
        };
        self.ensure_layout(child, at)?;
        self.slice_place(
            place,
            Shape {
                child,
                is_const,
                align,
                own_sentinel,
                array_len,
            },
            from,
            start.span,
            to,
            asked,
            at,
        )
    }

    /// `(&x)[0..1]`
    fn slice_of_one(
        &mut self,
        place: Place,
        p: Pointer,
        from: Operand,
        to: Option<(Operand, Span)>,
        at: Span,
    ) -> Eval {
        let known = |op: &Operand| op.known().and_then(Value::as_u64);
        let name = self.pool.name(place.ty);
        let (Some(a), Some(b)) = (known(&from), to.as_ref().and_then(|(op, _)| known(op))) else {
            return self.fail(at, "slice of single-item pointer must be bounded");
        };
        if a > b || b > 1 {
            let _ = name;
            return self.fail(
                at,
                format!("end index {b} out of bounds for slice of single-item pointer"),
            );
        }
        let array = self.pool.array(b - a, p.child);
        let ty = self.pool.pointer_with(Pointer { child: array, ..p });
        let op = self.read(place, at)?;
        self.pointer_cast(op, ty, at)
    }

    #[allow(clippy::too_many_arguments)]
    fn slice_place(
        &mut self,
        place: Place,
        shape: Shape,
        from: Operand,
        from_at: Span,
        to: Option<(Operand, Span)>,
        asked: Option<Value>,
        at: Span,
    ) -> Eval {
        let known = |op: &Operand| op.known().and_then(Value::as_u64);
        let is_slice = self.pool.is_slice(place.ty);
        // A slice's own length may be known too.
        let known_len = match (&shape.array_len, &place.kind) {
            (Some(len), _) => Some(*len),
            (None, PlaceKind::Known(p)) if is_slice => match self.load(p) {
                Some(Value::Slice(_, len)) => Some(len),
                _ => None,
            },
            (None, PlaceKind::Value(Operand::Known(_, Value::Slice(_, len)))) => Some(*len),
            _ => None,
        };
        let a = known(&from);
        let b = match &to {
            Some((op, _)) => known(op),
            None => known_len,
        };
        if let (Some(len), Some(b)) = (known_len, b) {
            let reach = len + u64::from(shape.own_sentinel.is_some());
            if b > reach {
                let what = if shape.array_len.is_some() {
                    "array"
                } else {
                    "slice"
                };
                let end_at = to.as_ref().map_or(at, |(_, s)| *s);
                return self.fail(
                    end_at,
                    format!("end index {b} out of bounds for {what} of length {len}"),
                );
            }
        }
        if let (Some(a), Some(b)) = (a, b)
            && a > b
        {
            return self.fail(
                from_at,
                format!("start index {a} is larger than end index {b}"),
            );
        }
        // The sentinel is kept where the slice runs to the end.
        let to_end = to.is_none() || (b.is_some() && b == known_len);
        let sentinel = asked.clone().or_else(|| {
            if to_end {
                shape.own_sentinel.clone()
            } else {
                None
            }
        });
        let fixed = match (a, b) {
            (Some(a), Some(b)) => Some(b - a),
            _ => None,
        };
        let ty = self.slice_type(
            &shape,
            place.ty,
            fixed,
            sentinel,
            to.is_some() || known_len.is_some(),
        );
        if let (Some(wanted), Some(b)) = (&asked, b) {
            self.known_sentinel(&place, &shape, b, wanted, at)?;
        }
        if let Some(op) = self.known_slice(&place, &shape, a, b, ty) {
            return Ok(op);
        }
        if self.frame.comptime && !self.frame.dry {
            return self.not_known(at);
        }
        let base = if shape.array_len.is_some() {
            let place = self.runtime_place(place, at)?;
            self.take_address(&place);
            ir::SliceBase::Array(place)
        } else {
            let op = self.read(place, at)?;
            ir::SliceBase::Value(self.runtime(op, at)?)
        };
        let start = Box::new(self.runtime(from, from_at)?);
        let end = match to {
            Some((op, span)) => Some(Box::new(self.runtime(op, span)?)),
            None => None,
        };
        let check_sentinel = match asked {
            Some(value) => Some(self.image(shape.child, &value, at)?),
            None => None,
        };
        let kind = ir::ExprKind::Slice {
            base: Box::new(base),
            start,
            end,
            check_sentinel,
        };
        Ok(Operand::runtime(ty, at, kind))
    }

    /// What is known to stand behind a slice must be the sentinel that it asks for.
    fn known_sentinel(
        &mut self,
        place: &Place,
        shape: &Shape,
        end: u64,
        wanted: &Value,
        at: Span,
    ) -> Eval<()> {
        let behind = known_start(self, place, shape).and_then(|first| advance(&first, end));
        let Some(found) = behind.and_then(|p| self.load(&p)) else {
            return Ok(());
        };
        if found == *wanted || matches!(found, Value::Undefined) {
            return Ok(());
        }
        let message = "value in memory does not match slice sentinel";
        let d = Diagnostic::error("type", at, message).note(format!(
            "expected '{}', found '{}'",
            self.pool.value_name(shape.child, wanted),
            self.pool.value_name(shape.child, &found)
        ));
        self.report(d);
        Err(Flow::Failed)
    }

    fn slice_type(
        &mut self,
        shape: &Shape,
        base: TypeId,
        fixed: Option<u64>,
        sentinel: Option<Value>,
        bounded: bool,
    ) -> TypeId {
        let pointer = |size, child, sentinel| Pointer {
            size,
            child,
            is_const: shape.is_const,
            align: shape.align,
            sentinel,
            allow_zero: false,
            bits: None,
        };
        let p = match fixed {
            Some(n) => {
                let array = self.pool.array_with(n, shape.child, sentinel);
                pointer(PointerSize::One, array, None)
            }
            None => {
                let unbounded = !bounded && !self.pool.is_slice(base);
                let size = if unbounded {
                    PointerSize::Many
                } else {
                    PointerSize::Slice
                };
                pointer(size, shape.child, sentinel)
            }
        };
        self.pool.pointer_with(p)
    }

    /// The slice as a value, where its base is a known address and its bounds are known.
    fn known_slice(
        &self,
        place: &Place,
        shape: &Shape,
        a: Option<u64>,
        b: Option<u64>,
        ty: TypeId,
    ) -> Option<Operand> {
        let first = known_start(self, place, shape)?;
        let a = a?;
        let start = advance(&first, a)?;
        let Type::Pointer(p) = self.pool.get(ty) else {
            return None;
        };
        match p.size {
            PointerSize::One => Some(Operand::Known(
                ty,
                Value::Pointer(self.as_array_pointer(start, p.child)?.into()),
            )),
            PointerSize::Slice => Some(Operand::Known(
                ty,
                Value::Slice(start.into(), b?.checked_sub(a)?),
            )),
            _ => Some(Operand::Known(ty, Value::Pointer(start.into()))),
        }
    }

    /// A pointer to an element as a pointer to the array that starts there.
    pub(super) fn as_array_pointer(&self, first: Pointee, array: TypeId) -> Option<Pointee> {
        let (last, rest) = first.path.split_last()?;
        let Step::Element(i) = *last else {
            return Some(first.step(Step::Cast(array)));
        };
        let whole = Pointee {
            base: first.base.clone(),
            path: rest.to_vec(),
        };
        if i == 0 && self.pointee_type(&whole) == Some(array) {
            return Some(whole);
        }
        Some(whole.step(Step::Sub(i, array)))
    }
}

/// What is being sliced.
struct Shape {
    child: TypeId,
    is_const: bool,
    align: Option<u32>,
    own_sentinel: Option<Value>,
    array_len: Option<u64>,
}

/// The element `n` places further.
pub(super) fn advance(first: &Pointee, n: u64) -> Option<Pointee> {
    if n == 0 {
        return Some(first.clone());
    }
    let (last, rest) = first.path.split_last()?;
    let Step::Element(i) = last else {
        return None;
    };
    let mut path = rest.to_vec();
    path.push(Step::Element(i.checked_add(n)?));
    Some(Pointee {
        base: first.base.clone(),
        path,
    })
}

/// Where the elements start that are sliced.
fn known_start(sema: &Sema, place: &Place, shape: &Shape) -> Option<Pointee> {
    Some(match (&place.kind, shape.array_len) {
        (PlaceKind::Known(p), Some(_)) => p.step(Step::Element(0)),
        (PlaceKind::Value(Operand::Known(ty, value)), Some(_)) => {
            Pointee::constant(*ty, value.clone()).step(Step::Element(0))
        }
        (PlaceKind::Known(p), None) => (**sema.load(p)?.as_pointee()?).clone(),
        (PlaceKind::Value(Operand::Known(_, value)), None) => (**value.as_pointee()?).clone(),
        _ => return None,
    })
}

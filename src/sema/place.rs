//! Places: reading them, taking their address, and what `.*` and `.?` make of them.

use crate::ir;
use crate::source::Span;
use crate::types::{
    Base, BitPointer, ContainerLayout, Pointee, Pointer, PointerSize, Step, Type, TypeId, Value,
};

use super::Sema;
use super::operand::{Eval, Flow, Operand, Place, PlaceKind};

/// Bits of an integer in memory.
struct PackedSpot {
    offset: u64,
    host_bytes: u16,
    align: u32,
}

/// The alignment that is left so many bytes behind an address with this alignment.
pub(super) fn align_at(align: u32, offset: u64) -> u32 {
    match offset.trailing_zeros() {
        zeros if zeros < align.trailing_zeros() => 1 << zeros,
        _ => align,
    }
}

impl Place {
    /// Not a place, but the value of an expression.
    pub fn value(op: Operand) -> Place {
        Place {
            ty: op.ty(),
            is_const: true,
            align: None,
            kind: PlaceKind::Value(op),
        }
    }

    pub fn runtime(place: ir::Place, is_const: bool) -> Place {
        Place {
            ty: place.ty,
            is_const,
            align: None,
            kind: PlaceKind::Runtime(place),
        }
    }
}

impl Sema {
    /// The value in a place.
    pub(super) fn read(&mut self, place: Place, at: Span) -> Eval {
        match place.kind {
            PlaceKind::Value(op) => Ok(op),
            PlaceKind::Known(p) => {
                if let Some(value) = self.load(&p) {
                    return Ok(Operand::Known(place.ty, value));
                }
                if let Some(problem) = self.bad_load(&p, place.ty) {
                    return self.fail(at, problem);
                }
                let place = self.known_place(&p, place.ty, at)?;
                self.read_runtime(place, at)
            }
            PlaceKind::Runtime(p) => self.read_runtime(p, at),
        }
    }

    fn read_runtime(&mut self, place: ir::Place, at: Span) -> Eval {
        self.ensure_layout(place.ty, at)?;
        if let Some(value) = self.only_value(place.ty) {
            return Ok(Operand::Known(place.ty, value));
        }
        if self.frame.comptime && !self.frame.dry {
            return self.not_known(at);
        }
        Ok(Operand::runtime(place.ty, at, ir::ExprKind::Read(place)))
    }

    pub(super) fn not_known<T>(&mut self, at: Span) -> Eval<T> {
        self.fail(at, "unable to resolve comptime value")
    }

    /// The value of a type that has only one.
    pub(super) fn only_value(&self, ty: TypeId) -> Option<Value> {
        match self.pool.get(ty) {
            Type::Void => Some(Value::Void),
            Type::Null => Some(Value::Null),
            Type::Int { bits: 0, .. } => Some(Value::int(0)),
            Type::Struct(id) => {
                let info = self.pool.struct_info(*id);
                if !info.is_tuple && info.resolution != crate::types::Resolution::Done {
                    return None;
                }
                let values = info.fields.iter().map(|f| match &f.default {
                    Some(v) if f.is_comptime => Some(v.clone()),
                    _ => self.only_value(f.ty),
                });
                let values: Option<Vec<Value>> = values.collect();
                values.map(|v| Value::aggregate(v, false))
            }
            Type::Array { len: 0, child, .. } => {
                Some(Value::aggregate(Vec::new(), *child == TypeId::U8))
            }
            _ => None,
        }
    }

    /// Why a load through a known pointer cannot work, if it is the program's fault.
    fn bad_load(&self, p: &Pointee, ty: TypeId) -> Option<String> {
        let (last, rest) = p.path.split_last()?;
        let outer = Pointee {
            base: p.base.clone(),
            path: rest.to_vec(),
        };
        let whole = self.load(&outer)?;
        match (last, &whole) {
            (Step::Element(i), v) => {
                let len = v.item_count()?;
                Some(format!("index {i} outside array of length {len}"))
            }
            (Step::OptionalPayload, Value::Null) => Some("unable to unwrap null".to_owned()),
            (Step::ErrorPayload, Value::Error(e)) => Some(format!(
                "caught unexpected error '{}'",
                self.pool.error_name(*e)
            )),
            (Step::UnionField(i), Value::Union(active, _)) => {
                let info = self.pool.as_union(self.pointee_type(&outer)?)?;
                let name = |i: u32| info.fields.get(i as usize).map_or("", |f| &f.name);
                Some(format!(
                    "access of union field '{}' while field '{}' is active",
                    name(*i),
                    name(*active)
                ))
            }
            (Step::Cast(_), _) => Some(format!(
                "not yet: comptime read of '{}' through a cast pointer",
                self.pool.name(ty)
            )),
            _ => None,
        }
    }

    /// A pointer to the place.
    pub(super) fn address_of(&mut self, place: Place, at: Span) -> Eval {
        let ty = self.address_type(&place);
        match place.kind {
            PlaceKind::Known(p) => {
                // A function is its own object, whatever names it.
                if let (true, Some(Value::Function(id))) =
                    (self.pool.is_function(place.ty), self.load(&p))
                {
                    let p = Pointee::new(Base::Function(id));
                    return Ok(Operand::Known(ty, Value::Pointer(p.into())));
                }
                Ok(Operand::Known(ty, Value::Pointer(p.into())))
            }
            PlaceKind::Value(Operand::Known(_, Value::Function(id))) => {
                let p = Pointee::new(Base::Function(id));
                Ok(Operand::Known(ty, Value::Pointer(p.into())))
            }
            PlaceKind::Value(Operand::Known(child, value)) => {
                let p = Pointee::constant(child, value);
                Ok(Operand::Known(ty, Value::Pointer(p.into())))
            }
            PlaceKind::Value(Operand::Runtime(e)) => {
                self.ensure_layout(e.ty, at)?;
                let place = temporary_place(e);
                Ok(Operand::runtime(ty, at, ir::ExprKind::AddressOf(place)))
            }
            PlaceKind::Runtime(p) => {
                self.ensure_layout(p.ty, at)?;
                self.take_address(&p);
                if let ir::PlaceKind::Deref(e) = p.kind {
                    // `&p.*` is `p`.
                    return Ok(self.retyped(*e, ty));
                }
                Ok(Operand::runtime(ty, at, ir::ExprKind::AddressOf(p)))
            }
        }
    }

    fn retyped(&self, e: ir::Expr, ty: TypeId) -> Operand {
        if e.ty == ty {
            return Operand::Runtime(e);
        }
        let span = e.span;
        Operand::runtime(
            ty,
            span,
            ir::ExprKind::Cast {
                kind: ir::CastKind::PtrCast,
                operand: Box::new(e),
            },
        )
    }

    fn address_type(&mut self, place: &Place) -> TypeId {
        let is_fn = self.pool.is_function(place.ty);
        let own = self.pool.align(place.ty);
        let (align, bits) = match self.packed_spot(place) {
            Some(spot) if self.pool.is_whole_bytes(place.ty, spot.offset) => {
                (Some(align_at(spot.align, spot.offset / 8)), None)
            }
            Some(spot) => {
                let bits = BitPointer {
                    offset: spot.offset as u16,
                    host_bytes: spot.host_bytes,
                };
                (Some(spot.align), Some(bits))
            }
            None => (place.align, None),
        };
        self.pool.pointer_with(Pointer {
            size: PointerSize::One,
            child: place.ty,
            is_const: place.is_const || is_fn,
            align: align.filter(|&a| a != own || bits.is_some()),
            sentinel: None,
            allow_zero: false,
            bits,
        })
    }

    /// Where a part of a packed struct lies in the integer that holds the struct.
    fn packed_spot(&self, place: &Place) -> Option<PackedSpot> {
        match &place.kind {
            PlaceKind::Runtime(p) => self.packed_spot_of(p),
            PlaceKind::Known(p) => {
                let (Step::Field(index), outer) = p.path.split_last()? else {
                    return None;
                };
                let outer = Pointee {
                    base: p.base.clone(),
                    path: outer.to_vec(),
                };
                let ty = self.pointee_type(&outer)?;
                let outer = Place {
                    ty,
                    is_const: true,
                    align: None,
                    kind: PlaceKind::Known(outer),
                };
                let inner = self.packed_spot(&outer);
                self.spot_of_field(ty, *index, inner)
            }
            PlaceKind::Value(_) => None,
        }
    }

    fn packed_spot_of(&self, place: &ir::Place) -> Option<PackedSpot> {
        let ir::PlaceKind::Field { base, index } = &place.kind else {
            return None;
        };
        let outer = match &base.kind {
            ir::PlaceKind::Deref(pointer) => {
                let pointer = self.pool.as_pointer(pointer.ty)?;
                let align = self.pool.pointer_align(pointer);
                let host = self.pool.size(base.ty) as u16;
                Some(PackedSpot {
                    offset: pointer.bits.map_or(0, |b| u64::from(b.offset)),
                    host_bytes: pointer.bits.map_or(host, |b| b.host_bytes),
                    align,
                })
            }
            _ => self.packed_spot_of(base),
        };
        self.spot_of_field(base.ty, *index, outer)
    }

    fn spot_of_field(
        &self,
        ty: TypeId,
        index: u32,
        outer: Option<PackedSpot>,
    ) -> Option<PackedSpot> {
        let info = self.pool.as_struct(ty)?;
        if info.layout != ContainerLayout::Packed {
            return None;
        }
        let own = u64::from(self.pool.packed_bit_offset(ty, index));
        let outer = outer.unwrap_or(PackedSpot {
            offset: 0,
            host_bytes: self.pool.size(ty) as u16,
            align: self.pool.align(ty),
        });
        Some(PackedSpot {
            offset: outer.offset + own,
            ..outer
        })
    }

    /// Notes that a local lives behind a pointer from now on.
    pub(super) fn take_address(&mut self, place: &ir::Place) {
        match &place.kind {
            ir::PlaceKind::Local(id) => {
                if let Some(local) = self.frame.locals.get_mut(id.0 as usize) {
                    local.address_taken = true;
                }
            }
            ir::PlaceKind::Field { base, .. }
            | ir::PlaceKind::Element { base, .. }
            | ir::PlaceKind::SlicePtr(base)
            | ir::PlaceKind::SliceLen(base)
            | ir::PlaceKind::OptionalPayload { base, .. }
            | ir::PlaceKind::ErrorPayload { base, .. }
            | ir::PlaceKind::UnionField { base, .. } => self.take_address(base),
            ir::PlaceKind::Global(_)
            | ir::PlaceKind::Deref(_)
            | ir::PlaceKind::SliceElement { .. }
            | ir::PlaceKind::PointerElement { .. }
            | ir::PlaceKind::Temporary(_) => {}
        }
    }

    /// `p.*`
    pub(super) fn deref(&mut self, op: Operand, at: Span) -> Eval<Place> {
        let ty = op.ty();
        let Type::Pointer(pointer) = self.pool.get(ty).clone() else {
            let name = self.pool.name(ty);
            if self.pool.is_optional(ty) {
                let message = format!("cannot dereference non-pointer type '{name}'");
                let d = crate::diag::Diagnostic::error("type", at, message)
                    .hint("it may be null: unwrap it first, with `.?`, `orelse` or `if (p) |x|`");
                self.report(d);
                return Err(Flow::Failed);
            }
            return self.fail(at, format!("cannot dereference non-pointer type '{name}'"));
        };
        match pointer.size {
            PointerSize::One | PointerSize::C => {}
            PointerSize::Many => {
                let name = self.pool.name(ty);
                return self.fail(
                    at,
                    format!("index syntax required for unknown-length pointer type '{name}'"),
                );
            }
            PointerSize::Slice => {
                let name = self.pool.name(ty);
                return self.fail(at, format!("index syntax required for slice type '{name}'"));
            }
        }
        if pointer.child == TypeId::ANYOPAQUE
            || matches!(self.pool.get(pointer.child), Type::Opaque(_))
        {
            let name = self.pool.name(pointer.child);
            return self.fail(at, format!("cannot load opaque type '{name}'"));
        }
        let kind = match op {
            Operand::Known(_, Value::Pointer(p)) => PlaceKind::Known((*p).clone()),
            Operand::Known(_, Value::Undefined) if self.frame.comptime => {
                return self.fail(at, "use of undefined value here causes illegal behavior");
            }
            Operand::Known(_, Value::Null) if self.frame.comptime => {
                return self.fail(at, "unable to unwrap null");
            }
            op => {
                let e = self.runtime(op, at)?;
                if self.frame.comptime && !self.frame.dry {
                    return self.not_known(at);
                }
                PlaceKind::Runtime(ir::Place {
                    kind: ir::PlaceKind::Deref(Box::new(e)),
                    ty: pointer.child,
                    span: at,
                })
            }
        };
        Ok(Place {
            ty: pointer.child,
            is_const: pointer.is_const,
            align: pointer.align,
            kind,
        })
    }

    /// `o.?`
    pub(super) fn unwrap_optional(&mut self, place: Place, at: Span) -> Eval<Place> {
        let ty = place.ty;
        let Type::Optional(child) = *self.pool.get(ty) else {
            if let Some(p) = self.pool.as_pointer(ty)
                && p.size == PointerSize::C
            {
                return Ok(place);
            }
            let name = self.pool.name(ty);
            return self.fail(at, format!("expected optional type, found '{name}'"));
        };
        let is_const = place.is_const;
        let part = |kind| Place {
            ty: child,
            is_const,
            align: None,
            kind,
        };
        let known_null = match &place.kind {
            PlaceKind::Known(p) => matches!(self.load(p), Some(Value::Null)),
            PlaceKind::Value(op) => matches!(op.known(), Some(Value::Null)),
            PlaceKind::Runtime(_) => false,
        };
        if known_null && !self.frame.comptime && !self.pool.is_comptime_only(child) {
            // In running code that is a panic, not a mistake of the text.
            let null = self.runtime(Operand::Known(ty, Value::Null), at)?;
            let kind = ir::ExprKind::UnwrapOptional(Box::new(null));
            return Ok(part(PlaceKind::Value(Operand::runtime(child, at, kind))));
        }
        match place.kind {
            PlaceKind::Known(p) => match self.load(&p) {
                Some(Value::Null) => self.fail(at, "unable to unwrap null"),
                _ => Ok(part(PlaceKind::Known(p.step(Step::OptionalPayload)))),
            },
            PlaceKind::Value(Operand::Known(_, value)) => match value {
                Value::Some(v) => Ok(part(PlaceKind::Value(Operand::Known(child, (*v).clone())))),
                Value::Null => self.fail(at, "unable to unwrap null"),
                _ => Ok(part(PlaceKind::Value(Operand::Known(
                    child,
                    Value::Undefined,
                )))),
            },
            PlaceKind::Value(Operand::Runtime(e)) => {
                let kind = ir::ExprKind::UnwrapOptional(Box::new(e));
                Ok(part(PlaceKind::Value(Operand::runtime(child, at, kind))))
            }
            PlaceKind::Runtime(base) => Ok(part(PlaceKind::Runtime(ir::Place {
                kind: ir::PlaceKind::OptionalPayload {
                    base: Box::new(base),
                    checked: true,
                },
                ty: child,
                span: at,
            }))),
        }
    }

    /// The place as memory of the running program.
    pub(super) fn runtime_place(&mut self, place: Place, at: Span) -> Eval<ir::Place> {
        match place.kind {
            PlaceKind::Runtime(p) => Ok(p),
            PlaceKind::Known(p) => self.known_place(&p, place.ty, at),
            PlaceKind::Value(op) => {
                let e = self.runtime(op, at)?;
                Ok(temporary_place(e))
            }
        }
    }
}

/// A value that needs a place.
pub(super) fn temporary_place(e: ir::Expr) -> ir::Place {
    let (ty, span) = (e.ty, e.span);
    match e.kind {
        ir::ExprKind::Read(place) if place.ty == ty => place,
        kind => ir::Place {
            kind: ir::PlaceKind::Temporary(Box::new(ir::Expr { kind, ty, span })),
            ty,
            span,
        },
    }
}

//! Slices: made from a pointer and a length, or cut from arrays, slices and pointers with the checks of Debug mode.

use crate::ir::{BinaryOp, Expr, Image, SliceBase};
use crate::types::{Class, Type, TypeId};

use super::super::*;
use super::function::Lowering;
use super::memory::Loc;
use super::number::{int_code, is_calm};

/// What is cut: pointer, and length where there is one.
struct Base {
    pointer: u16,
    len: Len,
    element: TypeId,
    /// The end may lie one further, over the sentinel.
    sentinel: bool,
}

#[derive(Clone, Copy)]
enum Len {
    Known(u64),
    Reg(u16),
    /// A many-item pointer has none.
    None,
}

impl Base {
    /// Whether the range is known, and inside whatever the rest turns out to be.
    fn surely_has(&self, start: Option<u64>, end: Option<u64>) -> bool {
        let (Some(start), Some(end)) = (start, end) else {
            return false;
        };
        start <= end
            && match self.len {
                Len::Known(len) => end <= len + u64::from(self.sentinel),
                Len::None => true,
                Len::Reg(_) => false,
            }
    }
}

impl<'u, 'm> Lowering<'u, 'm> {
    pub fn make_slice(&mut self, ptr: &'m Expr, len: &'m Expr, to: u16) {
        let (ptr, len) = self.two_regs(ptr, len);
        if len == to {
            let len = self.frozen(len, TypeId::USIZE);
            self.code.op(Op::Mov, to, ptr, 0);
            self.code.op(Op::Mov, to + 1, len, 0);
        } else {
            self.move_regs(to, ptr, TypeId::USIZE);
            self.move_regs(to + 1, len, TypeId::USIZE);
        }
    }

    /// `base[start..end]` as a slice or as a pointer.
    pub fn slice(
        &mut self,
        ty: TypeId,
        base: &'m SliceBase,
        start: &'m Expr,
        end: Option<&'m Expr>,
        check_sentinel: Option<&'m Image>,
        to: u16,
    ) {
        let mut base = self.slice_base(base);
        if !is_calm(start) || end.is_some_and(|e| !is_calm(e)) {
            base.pointer = self.frozen(base.pointer, TypeId::USIZE);
            if let Len::Reg(len) = base.len {
                base.len = Len::Reg(self.frozen(len, TypeId::USIZE));
            }
        }
        let known_start = self.scalar_constant(start);
        let known_end = match (end, base.len) {
            (Some(end), _) => self.scalar_constant(end),
            (None, Len::Known(len)) => Some(len),
            _ => None,
        };
        let size = self.types.size(base.element);
        let start_reg = match known_start {
            Some(start) if fits_instructions(start, size) => None,
            _ => Some(self.regs(start)),
        };
        let is_known = self.class(ty) != Class::Slice
            && check_sentinel.is_none()
            && base.surely_has(known_start, known_end);
        let end_reg = match (end, base.len) {
            _ if is_known => None,
            (Some(end), _) => Some(self.regs(end)),
            (None, Len::Reg(len)) => Some(len),
            (None, Len::Known(len)) => Some(self.constant(len)),
            (None, Len::None) => None,
        };
        self.check_bounds(
            &base,
            (start_reg, known_start),
            (end_reg, known_end),
            end.is_some(),
        );
        if let (Some(image), Some(end)) = (check_sentinel, end_reg) {
            self.check_sentinel(&base, end, image);
        }
        self.cut(ty, &base, start_reg, end_reg, (known_start, known_end), to);
    }

    fn slice_base(&mut self, base: &'m SliceBase) -> Base {
        match base {
            SliceBase::Array(place) => {
                let loc = self.address(place);
                let pointer = self.pointer_reg(loc);
                self.array_base(pointer, place.ty)
            }
            SliceBase::Value(value) => {
                let pointer = self.regs(value);
                let child = self.payload_type(value.ty);
                if self.class(value.ty) == Class::Slice {
                    let info = self.types.as_pointer(value.ty);
                    return Base {
                        pointer,
                        len: Len::Reg(pointer + 1),
                        element: child,
                        sentinel: info.is_some_and(|p| p.sentinel.is_some()),
                    };
                }
                if self.types.is_single_pointer(value.ty) && self.types.is_array(child) {
                    return self.array_base(pointer, child);
                }
                let single = self.types.is_single_pointer(value.ty);
                Base {
                    pointer,
                    len: if single { Len::Known(1) } else { Len::None },
                    element: child,
                    sentinel: false,
                }
            }
        }
    }

    fn array_base(&self, pointer: u16, array: TypeId) -> Base {
        let Type::Array {
            len,
            child,
            sentinel,
        } = self.types.get(array)
        else {
            return Base {
                pointer,
                len: Len::None,
                element: array,
                sentinel: false,
            };
        };
        Base {
            pointer,
            len: Len::Known(*len),
            element: *child,
            sentinel: sentinel.is_some(),
        }
    }

    /// First that the start is not after the end, then that the end is inside, as Zig asks.
    fn check_bounds(
        &mut self,
        base: &Base,
        (start_reg, known_start): (Option<u16>, Option<u64>),
        (end_reg, known_end): (Option<u16>, Option<u64>),
        end_given: bool,
    ) {
        let Some(end) = end_reg else {
            return;
        };
        let ordered = match (known_start, known_end) {
            (Some(start), Some(end)) => start <= end,
            (Some(0), _) => true,
            _ => false,
        };
        if let Some(start) = start_reg
            && !ordered
        {
            self.check_not_above(start, end, PanicKind::StartAfterEnd);
        } else if let Some(start) = known_start
            && !ordered
        {
            self.check_known_start(start, end);
        }
        if !end_given {
            return;
        }
        let extra = u64::from(base.sentinel);
        match (base.len, known_end) {
            (Len::None, _) => {}
            (Len::Known(len), Some(end)) if end <= len + extra => {}
            (Len::Known(len), _) => {
                let len = self.constant(len + extra);
                self.check_not_above(end, len, PanicKind::Index);
            }
            (Len::Reg(len), _) if len == end => {}
            (Len::Reg(len), _) if base.sentinel => {
                let more = self.reg();
                self.code
                    .op_x(Op::AddIU64, int_code(false, 64), more, len, 1);
                self.check_not_above(end, more, PanicKind::Index);
            }
            (Len::Reg(len), _) => self.check_not_above(end, len, PanicKind::Index),
        }
    }

    /// Panics where `a > b`.
    fn check_not_above(&mut self, a: u16, b: u16, kind: PanicKind) {
        let fine = self.code.label();
        self.branch_ints(BinaryOp::Le, false, a, b, true, fine);
        self.code.op_x(Op::Panic, kind as u8, a, b, 0);
        self.code.end_here();
        self.code.bind(fine);
    }

    /// Panics where the end is below this number.
    fn check_known_start(&mut self, start: u64, end: u16) {
        let fine = self.code.label();
        self.branch_imm(Op::JGeUI, end, start as u16, fine);
        let start = self.number(start);
        let kind = PanicKind::StartAfterEnd as u8;
        self.code.op_x(Op::Panic, kind, start, end, 0);
        self.code.end_here();
        self.code.bind(fine);
    }

    /// Panics where `index >= len`.
    pub fn panic_index_unless_below(&mut self, index: u16, len: u16) {
        let fine = self.code.label();
        self.branch_ints(BinaryOp::Lt, false, index, len, true, fine);
        self.code
            .op_x(Op::Panic, PanicKind::Index as u8, index, len, 0);
        self.code.end_here();
        self.code.bind(fine);
    }

    fn check_sentinel(&mut self, base: &Base, end: u16, image: &Image) {
        let size = self.types.size(base.element);
        let at = self.reg();
        self.pointer_element(at, base.pointer, end, size);
        let from = Loc::behind(at);
        if self.class(base.element) != Class::Scalar {
            return;
        }
        let found = self.loaded(from, base.element);
        let expected = self.reg();
        let pooled = self.pooled(image);
        self.load(expected, base.element, pooled);
        let fine = self.code.label();
        self.branch_ints(BinaryOp::Eq, false, found, expected, true, fine);
        let kind = PanicKind::Sentinel as u8;
        self.code.op_x(Op::Panic, kind, expected, found, 0);
        self.code.end_here();
        self.code.bind(fine);
    }

    fn cut(
        &mut self,
        ty: TypeId,
        base: &Base,
        start: Option<u16>,
        end: Option<u16>,
        known: (Option<u64>, Option<u64>),
        to: u16,
    ) {
        let size = self.types.size(base.element);
        if self.class(ty) == Class::Slice
            && let Some(end) = end
        {
            // The length first: the pointer's register may be needed until then.
            let start = start.map(|s| {
                if s == to + 1 {
                    self.frozen(s, TypeId::USIZE)
                } else {
                    s
                }
            });
            let pointer = match base.pointer == to + 1 {
                true => self.frozen(base.pointer, TypeId::USIZE),
                false => base.pointer,
            };
            match (start, known) {
                (_, (Some(s), Some(e))) if s <= e => self.number_into(e - s, to + 1),
                (Some(start), _) => self.code.op(Op::SubU64, to + 1, end, start),
                (None, (Some(s), _)) if s > 0 => {
                    self.code.op(Op::SubIU64, to + 1, end, s as u16);
                }
                (None, _) => self.move_regs(to + 1, end, TypeId::USIZE),
            }
            return self.step_start(to, pointer, (start, known.0), size);
        }
        self.step_start(to, base.pointer, (start, known.0), size);
    }

    fn step_start(
        &mut self,
        to: u16,
        pointer: u16,
        (start, known): (Option<u16>, Option<u64>),
        size: u64,
    ) {
        match (start, known) {
            (Some(start), _) => self.pointer_element(to, pointer, start, size),
            (None, Some(start)) => {
                self.pointer_into(Loc::behind(pointer).at(start * size), to);
            }
            _ => self.move_regs(to, pointer, TypeId::USIZE),
        }
    }
}

/// Whether instructions can have this start inside them, and the bytes before it.
fn fits_instructions(start: u64, size: u64) -> bool {
    let bytes = start.checked_mul(size);
    i16::try_from(start).is_ok() && bytes.is_some_and(|bytes| u16::try_from(bytes).is_ok())
}

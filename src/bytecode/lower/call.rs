//! Calls: arguments are put where the callee will find them, at the top of the caller's frame; the result comes back
//! in the same place. Services of the machine work the same way.

use crate::ir::{Callee, Expr, ExprKind, Format, FormatDest, FormatPiece, Intrinsic};
use crate::types::{Class, TypeId};

use super::super::*;
use super::function::Lowering;
use super::memory::{Dest, Loc, Operand};

/// Slots before a frame: return address and distance, and the tick of the call.
pub const HEADER_SLOTS: u32 = 2;

impl<'u, 'm> Lowering<'u, 'm> {
    pub fn call(&mut self, callee: &'m Callee, args: &'m [Expr], ty: TypeId) -> Operand {
        let pointer = match callee {
            Callee::Direct(_) => None,
            Callee::Pointer(value) => {
                let before = self.frame.top();
                let reg = self.regs(value);
                Some(self.frozen_since(before, reg, TypeId::USIZE))
            }
        };
        let header = self.alloc(HEADER_SLOTS);
        let mark = self.frame.mark();
        let (places, slots) = self.window_places(args.iter().map(|arg| arg.ty));
        let result = self.types.slots(ty);
        // The window begins right behind the header.
        let window = self.alloc(slots.max(result).max(1).next_multiple_of(2));
        debug_assert!(self.problem.is_some() || window == header + HEADER_SLOTS as u16);
        self.arguments(args, window, &places);
        let window = self.above_kept(window, slots, result);
        if self.frame.is_big {
            let call = FarCall {
                distance: 0,
                args: slots,
                result,
                callee: match (callee, pointer) {
                    (Callee::Direct(id), _) => FarCallee::Function(*id),
                    (_, pointer) => FarCallee::Register(pointer.unwrap_or(0)),
                },
            };
            if self.code.is_live() {
                let index = self.far_call(call);
                self.code.op_wide(Op::CallFar, 0, window, index);
                self.code.op_wide(Op::FarResult, 0, window, index);
            }
        } else {
            match (callee, pointer) {
                (Callee::Direct(id), _) => self.code.op_wide(Op::Call, 0, window, id.0),
                (_, pointer) => {
                    self.code.op(Op::CallPtr, window, pointer.unwrap_or(0), 0);
                }
            }
        }
        self.result(window, ty, mark, result)
    }

    /// Where values of these types lie in the callee's frame, and where they end. Several slots begin at an even one.
    pub fn window_places(&self, types: impl Iterator<Item = TypeId>) -> (Vec<u32>, u32) {
        let mut end = 0u32;
        let places = types.map(|ty| {
            let slots = self.types.slots(ty);
            let first = match slots {
                0 | 1 => end,
                _ => end.next_multiple_of(2),
            };
            end = first.saturating_add(slots);
            first
        });
        (places.collect(), end)
    }

    /// Arguments may have made memory that stays, above the window: then the callee's frame goes above that.
    fn above_kept(&mut self, window: u16, slots: u32, result: u32) -> u16 {
        if !self.frame.has_kept_above(window) {
            return window;
        }
        self.alloc(HEADER_SLOTS);
        let higher = self.alloc(slots.max(result).max(1).next_multiple_of(2));
        if slots > 0 {
            self.code.op(Op::FrCopy, higher, window, slots as u16);
        }
        higher
    }

    fn arguments(&mut self, args: &'m [Expr], window: u16, places: &[u32]) {
        for (arg, place) in args.iter().zip(places) {
            let slot = window + *place as u16;
            match self.class(arg.ty) {
                Class::Void => self.effect(arg),
                Class::Memory { .. } => self.build(arg, Loc::slot(slot)),
                _ => self.into(arg, Dest::Reg(slot)),
            }
        }
    }

    /// What stands in the window after the call; the rest of the window is given back.
    fn result(
        &mut self,
        window: u16,
        ty: TypeId,
        mark: super::frame::FrameMark,
        slots: u32,
    ) -> Operand {
        if ty == TypeId::NORETURN {
            self.code.end_here();
            return Operand::Void;
        }
        self.frame.release(mark);
        // The window may have moved above memory that stays.
        self.frame.take_up_to(u32::from(window) + slots.max(1));
        match self.class(ty) {
            Class::Void => Operand::Void,
            Class::Memory { .. } => Operand::Loc(Loc::slot(window)),
            _ => Operand::Reg(window),
        }
    }

    pub fn intrinsic(&mut self, op: Intrinsic, args: &'m [Expr], e: &'m Expr) -> Operand {
        let types_wanted = args.iter().find_map(type_argument);
        let args: Vec<&'m Expr> = args
            .iter()
            .filter(|arg| type_argument(arg).is_none())
            .collect();
        let mark = self.frame.mark();
        let mut places = Vec::with_capacity(args.len());
        let mut slots = 0;
        for arg in &args {
            places.push(slots);
            slots += self.types.slots(arg.ty);
        }
        let result = self.types.slots(e.ty);
        // Fill and copy need sizes that only the compiler knows.
        let extra = match op {
            Intrinsic::MemSet | Intrinsic::MemCopy | Intrinsic::MemMove => 4,
            _ => 0,
        };
        let window = self.alloc((slots + extra).max(result).max(2));
        for (arg, place) in args.iter().zip(places) {
            let slot = window + place as u16;
            match self.class(arg.ty) {
                Class::Void => self.effect(arg),
                Class::Memory { .. } => self.build(arg, Loc::slot(slot)),
                _ => self.into(arg, Dest::Reg(slot)),
            }
        }
        if extra > 0 {
            self.bulk_sizes(op, &args, window);
        }
        let site = self.site(types_wanted);
        self.code.op_wide(Op::Intrinsic, op as u8, window, site);
        self.result(window, e.ty, mark, result)
    }

    /// Completes the window of fills and copies: destination and elements, then for a fill the size of an element and a
    /// pointer to its value, for a copy the source, its elements, the size.
    fn bulk_sizes(&mut self, op: Intrinsic, args: &[&'m Expr], window: u16) {
        let Some(dest) = args.first() else {
            return;
        };
        let size = self.types.size(self.payload_type(dest.ty));
        if op != Intrinsic::MemSet {
            return self.number_into(size, window + 4);
        }
        let Some(value) = args.get(1) else {
            return;
        };
        // The value lies behind the slice; it becomes memory of its own.
        let copy = self.temporary(value.ty);
        self.define(copy, value.ty);
        match self.class(value.ty) {
            Class::Memory { .. } => self.copy(copy, Loc::slot(window + 2), size),
            _ => self.store(copy, value.ty, window + 2),
        }
        let pointer = self.pointer_reg(copy);
        self.number_into(size, window + 2);
        self.move_regs(window + 3, pointer, TypeId::USIZE);
    }

    pub fn format(&mut self, format: &'m Format, ty: TypeId) -> Operand {
        let mark = self.frame.mark();
        let result = self.types.slots(ty);
        let mut slots = match format.dest {
            FormatDest::Buffer(_) => result.max(2).next_multiple_of(2),
            _ => 2,
        };
        let mut places = Vec::new();
        for piece in &format.pieces {
            if let FormatPiece::Value {
                value,
                width,
                precision,
                ..
            } = piece
            {
                for e in measures(width, precision).chain([value]) {
                    places.push(slots);
                    slots += self.types.slots(e.ty).next_multiple_of(2);
                }
            }
        }
        let window = self.alloc(slots);
        if let FormatDest::Buffer(buffer) = &format.dest {
            self.into(buffer, Dest::Reg(window));
        }
        let mut parts = Vec::with_capacity(format.pieces.len());
        let mut places = places.into_iter();
        for piece in &format.pieces {
            match piece {
                FormatPiece::Text(text) => parts.push(FormatPart::Text(text.clone())),
                FormatPiece::Value {
                    value,
                    spec,
                    width,
                    precision,
                } => {
                    let mut measured = [None, None];
                    for (e, at) in [width, precision].into_iter().zip(&mut measured) {
                        let Some(e) = e else { continue };
                        let slot = places.next().unwrap_or(0);
                        self.into(e, Dest::Reg(window + slot as u16));
                        *at = Some(slot * 8);
                    }
                    let slot = places.next().unwrap_or(0);
                    let loc = Loc::slot(window + slot as u16);
                    match self.class(value.ty) {
                        Class::Void => self.effect(value),
                        _ => self.build(value, loc),
                    }
                    parts.push(FormatPart::Value {
                        ty: value.ty,
                        spec: spec.clone(),
                        offset: slot * 8,
                        width: measured[0],
                        precision: measured[1],
                    });
                }
            }
        }
        let dest = match format.dest {
            FormatDest::Stream(fd) => FormatTarget::Stream(fd),
            FormatDest::Buffer(_) => FormatTarget::Buffer(ty),
            FormatDest::Count => FormatTarget::Count,
        };
        self.unit.parts.formats.push(FormatInfo {
            dest,
            pieces: parts,
        });
        let index = self.unit.parts.formats.len() as u32 - 1;
        self.code.op_wide(Op::Format, 0, window, index);
        self.result(window, ty, mark, result)
    }
}

/// A type handed to the machine: a constant of type `type` whose bytes are its number.
fn type_argument(e: &Expr) -> Option<TypeId> {
    match &e.kind {
        ExprKind::Const(image) if e.ty == TypeId::TYPE => {
            let bytes = image.bytes.get(..4)?.try_into().ok()?;
            Some(TypeId(u32::from_le_bytes(bytes)))
        }
        _ => None,
    }
}

/// The numbers of a placeholder that are made at run time, in the order in which they are.
fn measures<'m>(
    width: &'m Option<Box<Expr>>,
    precision: &'m Option<Box<Expr>>,
) -> impl Iterator<Item = &'m Expr> {
    width.iter().chain(precision).map(|e| &**e)
}

//! The comptime machine: variables that live while analysis runs, loads and stores through known pointers,
//! and the bounds that keep comptime code from running for ever.

use std::sync::Arc;

use crate::source::Span;
use crate::types::{Base, CellId, DeclId, Pointee, PointerSize, Step, Type, TypeId, Value};

use super::Sema;
use super::decl::DeclState;
use super::operand::Eval;

/// Zig's own default.
const QUOTA: u64 = 1000;
/// Comptime calls inside each other: more than the standard quota allows.
const DEPTH: usize = 2000;
/// Expressions evaluated in one program, whatever its quotas say: some seconds.
const WORK: u64 = 20_000_000;
/// Expressions of the running program, unrolled loops and all instances counted: what they become fits the memory
/// of a small computer.
const TREE: u64 = 1_500_000;
/// Elements of all the arrays that are made at compile time.
const DATA: u64 = 1 << 24;
/// Expressions inside each other, across calls.
const NESTING: u32 = 20_000;

pub(super) struct Machine {
    cells: Vec<Cell>,
    /// Backward branches of the comptime evaluation that is running.
    pub branches: u64,
    pub quota: u64,
    /// Where the calls are that led here.
    pub trace: Vec<Span>,
    work: u64,
    tree: u64,
    data: u64,
    pub nesting: u32,
    /// How many instances led to the one that is being analysed, each calling for the next.
    pub generation: u32,
    pub exhausted: bool,
}

struct Cell {
    ty: TypeId,
    value: Value,
}

impl Machine {
    pub fn new() -> Machine {
        Machine {
            cells: Vec::new(),
            branches: 0,
            quota: QUOTA,
            trace: Vec::new(),
            work: 0,
            tree: 0,
            data: 0,
            nesting: 0,
            generation: 0,
            exhausted: false,
        }
    }

    pub fn new_cell(&mut self, ty: TypeId, value: Value) -> CellId {
        self.cells.push(Cell { ty, value });
        CellId(self.cells.len() as u32 - 1)
    }

    pub fn cell_type(&self, id: CellId) -> TypeId {
        self.cells[id.0 as usize].ty
    }
}

impl Sema {
    /// One backward branch or call at compile time.
    pub(super) fn count_branch(&mut self, at: Span) -> Eval<()> {
        // The library's own loops are not the program's: real Zig's library raises the limit for them.
        if self.frame.is_library {
            return Ok(());
        }
        self.ct.branches += 1;
        if self.ct.branches > self.ct.quota {
            let quota = self.ct.quota;
            let d = crate::diag::Diagnostic::error(
                "type",
                at,
                format!("evaluation exceeded {quota} backwards branches"),
            )
            .note("use @setEvalBranchQuota() to raise the branch limit from 1000");
            self.report(d);
            return Err(super::operand::Flow::Failed);
        }
        Ok(())
    }

    /// One expression, one level deeper. Fails when analysis has worked or nested too much.
    pub(super) fn enter_expr(&mut self, at: Span) -> Eval<()> {
        self.ct.work += 1;
        if !self.frame.comptime {
            self.ct.tree += 1;
        }
        if self.ct.nesting > NESTING {
            return self.exhaust(at, "comptime evaluation nests too deeply");
        }
        if self.ct.tree > TREE {
            return self.exhaust(at, "the program becomes too large: its loops are unrolled, or its functions instantiated, too often");
        }
        if self.ct.work > WORK {
            return self.exhaust(at, "comptime evaluation takes too long");
        }
        self.ct.nesting += 1;
        Ok(())
    }

    /// An array of so many elements is made at compile time.
    pub(super) fn make_elements(&mut self, count: u64, at: Span) -> Eval<()> {
        self.ct.data = self.ct.data.saturating_add(count);
        if self.ct.data > DATA {
            return self.exhaust(at, "the arrays made at compile time are too large");
        }
        Ok(())
    }

    /// A bound of the whole analysis is reached: it is said once, and nothing more is evaluated.
    pub(super) fn exhaust<T>(&mut self, at: Span, what: &str) -> Eval<T> {
        if !self.ct.exhausted {
            let d = crate::diag::Diagnostic::error("limit", at, what)
                .note("this is a limit of undefer, not of Zig");
            self.report(d);
            self.ct.exhausted = true;
        }
        Err(super::operand::Flow::Failed)
    }

    /// A call on the trace of analysis.
    pub(super) fn push_trace(&mut self, at: Span) -> Eval<()> {
        if self.ct.trace.len() >= DEPTH {
            return self.exhaust(at, "comptime calls nest too deeply");
        }
        self.ct.trace.push(at);
        Ok(())
    }

    /// The object a known pointer starts from, if its value is known now.
    fn base_value<'v>(&'v self, base: &'v Base) -> Option<(TypeId, &'v Value)> {
        match base {
            Base::Constant(c) => Some((c.ty, &c.value)),
            Base::Cell(id) => {
                let cell = &self.ct.cells[id.0 as usize];
                Some((cell.ty, &cell.value))
            }
            Base::Decl(id) => match &self.world.decl(*id).state {
                DeclState::Const(ty, value) => Some((*ty, value)),
                _ => None,
            },
            Base::Function(_) | Base::Address(_) => None,
        }
    }

    /// The type of the object a known pointer starts from.
    pub(super) fn base_type(&self, base: &Base) -> Option<TypeId> {
        match base {
            Base::Decl(id) => self.decl_type(*id),
            _ => self.base_value(base).map(|(ty, _)| ty),
        }
    }

    pub(super) fn decl_type(&self, id: DeclId) -> Option<TypeId> {
        match &self.world.decl(id).state {
            DeclState::Const(ty, _) | DeclState::Var(ty, _) => Some(*ty),
            _ => None,
        }
    }

    /// The type of a part of an object.
    pub(super) fn step_type(&self, ty: TypeId, step: &Step) -> Option<TypeId> {
        match (self.pool.get(ty), step) {
            (_, Step::Cast(to) | Step::Sub(_, to)) => Some(*to),
            (Type::Struct(id), Step::Field(i)) => self
                .pool
                .struct_info(*id)
                .fields
                .get(*i as usize)
                .map(|f| f.ty),
            (Type::Union(id), Step::UnionField(i)) => self
                .pool
                .union_info(*id)
                .fields
                .get(*i as usize)
                .map(|f| f.ty),
            (Type::Array { child, .. }, Step::Element(_)) => Some(*child),
            (Type::Optional(child), Step::OptionalPayload) => Some(*child),
            (Type::ErrorUnion { payload, .. }, Step::ErrorPayload) => Some(*payload),
            _ => None,
        }
    }

    /// The type of what a known pointer points to, as its path says.
    pub(super) fn pointee_type(&self, p: &Pointee) -> Option<TypeId> {
        let mut ty = self.base_type(&p.base)?;
        for step in &p.path {
            ty = self.step_type(ty, step)?;
        }
        Some(ty)
    }

    /// The value behind a known pointer, if that is known too.
    pub(super) fn load(&self, p: &Pointee) -> Option<Value> {
        let (mut ty, base) = self.base_value(&p.base)?;
        if p.path.is_empty() {
            return Some(self.canonical(ty, base.clone()));
        }
        let mut value = base.clone();
        for step in &p.path {
            if let Step::Cast(to) = step {
                value = self.reinterpret(ty, value, *to)?;
                ty = *to;
                continue;
            }
            if let Step::Sub(start, to) = step {
                value = self.sub_array(&value, *start, *to)?;
                ty = *to;
                continue;
            }
            value = self.part(ty, &value, step)?;
            ty = self.step_type(ty, step)?;
        }
        Some(self.canonical(ty, value))
    }

    fn sub_array(&self, value: &Value, start: u64, to: TypeId) -> Option<Value> {
        let (len, child) = self.pool.as_array(to)?;
        let items: Option<Vec<Value>> = (start..start + len)
            .map(|i| value.item(usize::try_from(i).ok()?))
            .collect();
        Some(Value::aggregate(items?, child == TypeId::U8))
    }

    /// A value seen through a pointer cast: only where both types have one form of value.
    fn reinterpret(&self, from: TypeId, value: Value, to: TypeId) -> Option<Value> {
        if from == to {
            return Some(value);
        }
        match (self.pool.get(from), self.pool.get(to)) {
            (
                Type::Array {
                    len: a, child: x, ..
                },
                Type::Array {
                    len: b, child: y, ..
                },
            ) if x == y && b <= a => {
                let items = (0..*b as usize).map(|i| value.item(i));
                let items: Option<Vec<Value>> = items.collect();
                Some(Value::aggregate(items?, *x == TypeId::U8))
            }
            (Type::Array { child, .. }, _) if *child == to => value.item(0),
            // Other eyes on the same bytes.
            _ if self.pool.size(to) <= self.pool.size(from) => {
                let bits = self.packed_bits(from, &value)?;
                self.from_bits(to, &bits)
            }
            _ => None,
        }
    }

    /// A part of a value.
    pub(super) fn part(&self, ty: TypeId, value: &Value, step: &Step) -> Option<Value> {
        match (step, value) {
            (Step::Field(i), Value::Undefined) => {
                let info = self.pool.as_struct(ty)?;
                let field = info.fields.get(*i as usize)?;
                let fixed = if field.is_comptime {
                    field.default.clone()
                } else {
                    None
                };
                Some(fixed.unwrap_or(Value::Undefined))
            }
            (_, Value::Undefined) => Some(Value::Undefined),
            (Step::Field(i), _) => value.item(*i as usize),
            (Step::Element(i), _) => match value.item(*i as usize) {
                Some(item) => Some(item),
                None => match self.pool.get(ty) {
                    Type::Array { len, sentinel, .. } if *i == *len => sentinel.clone(),
                    _ => None,
                },
            },
            (Step::UnionField(i), Value::Union(active, payload)) if i == active => {
                Some((**payload).clone())
            }
            (Step::UnionField(i), Value::Union(active, payload)) => {
                // `extern` and `packed` unions: other eyes on the same bytes.
                let info = self.pool.as_union(ty)?;
                if info.layout == crate::types::ContainerLayout::Auto {
                    return None;
                }
                let from = info.fields.get(*active as usize)?.ty;
                let to = info.fields.get(*i as usize)?.ty;
                let bits = self.packed_bits(from, payload)?;
                self.from_bits(to, &bits)
            }
            (Step::OptionalPayload, Value::Some(v)) => Some((**v).clone()),
            // An optional pointer's payload is the pointer itself.
            (Step::ErrorPayload, Value::Payload(v)) => Some((**v).clone()),
            _ => None,
        }
    }

    /// Arrays of bytes have one form however they were built.
    fn canonical(&self, ty: TypeId, value: Value) -> Value {
        match (&value, self.pool.get(ty)) {
            (Value::Aggregate(items), Type::Array { child, .. }) if *child == TypeId::U8 => {
                Value::aggregate(items.to_vec(), true)
            }
            _ => value,
        }
    }

    /// Writes through a known pointer. `false`: not a comptime variable.
    pub(super) fn store(&mut self, p: &Pointee, new: Value) -> bool {
        let Base::Cell(id) = p.base else {
            return false;
        };
        let cell = &mut self.ct.cells[id.0 as usize];
        let ty = cell.ty;
        let mut value = std::mem::replace(&mut cell.value, Value::Undefined);
        let done = self.store_part(ty, &mut value, &p.path, new);
        self.ct.cells[id.0 as usize].value = value;
        done
    }

    fn store_part(&self, ty: TypeId, value: &mut Value, path: &[Step], new: Value) -> bool {
        let Some((step, rest)) = path.split_first() else {
            *value = new;
            return true;
        };
        let Some(part_ty) = self.step_type(ty, step) else {
            return false;
        };
        match step {
            Step::Field(i) => self.store_item(ty, part_ty, value, *i as usize, rest, new),
            Step::Element(i) => self.store_item(ty, part_ty, value, *i as usize, rest, new),
            Step::UnionField(i) => match value {
                Value::Union(active, payload) if active == i => {
                    self.store_part(part_ty, Arc::make_mut(payload), rest, new)
                }
                _ => false,
            },
            Step::OptionalPayload => match value {
                Value::Some(payload) => self.store_part(part_ty, Arc::make_mut(payload), rest, new),
                _ => false,
            },
            Step::ErrorPayload => match value {
                Value::Payload(payload) => {
                    self.store_part(part_ty, Arc::make_mut(payload), rest, new)
                }
                _ => false,
            },
            Step::Sub(start, to) => {
                let Some((len, child)) = self.pool.as_array(*to) else {
                    return false;
                };
                (0..len).all(|i| match new.item(i as usize) {
                    Some(item) => {
                        let index = (start + i) as usize;
                        self.store_item(ty, child, value, index, &[], item)
                    }
                    None => false,
                })
            }
            Step::Cast(to) if *to == ty => self.store_part(ty, value, rest, new),
            Step::Cast(_) => false,
        }
    }

    fn store_item(
        &self,
        ty: TypeId,
        item_ty: TypeId,
        value: &mut Value,
        index: usize,
        rest: &[Step],
        new: Value,
    ) -> bool {
        if let (Value::Bytes(bytes), Value::Int(n), []) = (&mut *value, &new, rest)
            && let (Some(slot), Ok(byte)) = (Arc::make_mut(bytes).get_mut(index), u8::try_from(n))
        {
            *slot = byte;
            return true;
        }
        if !matches!(value, Value::Aggregate(_)) {
            let Some(items) = self.items_of(ty, value) else {
                return false;
            };
            *value = Value::Aggregate(Arc::new(items));
        }
        let Value::Aggregate(items) = value else {
            return false;
        };
        match Arc::make_mut(items).get_mut(index) {
            Some(item) => self.store_part(item_ty, item, rest, new),
            None => false,
        }
    }

    /// The parts of an array, struct or tuple, one by one.
    pub(super) fn items_of(&self, ty: TypeId, value: &Value) -> Option<Vec<Value>> {
        let count = match self.pool.get(ty) {
            Type::Array { len, .. } => usize::try_from(*len).ok()?,
            Type::Struct(id) => self.pool.struct_info(*id).fields.len(),
            _ => return None,
        };
        if count > 1 << 24 {
            return None;
        }
        (0..count).map(|i| value.item(i)).collect()
    }

    /// The elements that a known slice or array pointer sees, if they are known.
    pub(super) fn elements(&self, ty: TypeId, value: &Value) -> Option<Vec<Value>> {
        let (p, len) = self.known_span(ty, value)?;
        let (base, start) = match p.path.split_last() {
            Some((Step::Element(i), rest)) => (
                Pointee {
                    base: p.base.clone(),
                    path: rest.to_vec(),
                },
                *i,
            ),
            _ if len == 0 => return Some(Vec::new()),
            _ => return None,
        };
        let whole = self.load(&base)?;
        (start..start + len)
            .map(|i| whole.item(usize::try_from(i).ok()?))
            .collect()
    }

    /// First element and length of a known slice, array pointer or sentinel-free pointer to an array.
    pub(super) fn known_span(&self, ty: TypeId, value: &Value) -> Option<(Pointee, u64)> {
        let Type::Pointer(pointer) = self.pool.get(ty) else {
            return None;
        };
        match (pointer.size, value) {
            (PointerSize::Slice, Value::Slice(p, len)) => Some(((**p).clone(), *len)),
            (PointerSize::One, Value::Pointer(p)) => match self.pool.get(pointer.child) {
                Type::Array { len, .. } => Some((p.step(Step::Element(0)), *len)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The bytes of a comptime-known text: a slice, a pointer to an array, or an array of `u8`.
    pub(super) fn known_text(&self, ty: TypeId, value: &Value) -> Option<Vec<u8>> {
        if let Value::Bytes(bytes) = value {
            return Some(bytes.to_vec());
        }
        let items = self.elements(ty, value)?;
        items
            .iter()
            .map(|v| v.as_int().and_then(|n| u8::try_from(n).ok()))
            .collect()
    }
}

//! Where what an expression names lies: variables, fields, elements, what pointers point to.

use super::super::typed::dotted;
use super::{Code, Compiler, Single, compare, not, read};
use crate::bytecode::{LocalInfo, LocalRef};
use crate::syntax::ast::{Expr, ExprKind};
use crate::types::{Class, ContainerLayout, PointerSize, Type, TypeId};
use crate::vm::guard::{Address, Number, Place, Test, Wanted, Width};

impl Compiler<'_> {
    pub(super) fn data(&self, expr: &Expr) -> Option<Code> {
        if let ExprKind::Field { base, name } = &expr.kind
            && &*name.name == "len"
            && let Some(len) = self.array_len(base)
        {
            return Some(Code::Single(Single::Number(Number::Constant(len))));
        }
        let (ty, place) = self.place(expr)?;
        Some(Code::Data(ty, place))
    }

    /// The length of an array is no place.
    fn array_len(&self, base: &Expr) -> Option<i128> {
        match *self.program.types.get(self.place(base)?.0) {
            Type::Array { len, .. } => Some(i128::from(len)),
            _ => None,
        }
    }

    fn place(&self, expr: &Expr) -> Option<(TypeId, Place)> {
        match &expr.kind {
            ExprKind::Group(inner) => self.place(inner),
            ExprKind::Ident(name) => self.variable(name),
            ExprKind::Deref(inner) => {
                let (ty, place) = self.place(inner)?;
                self.deref(ty, place)
            }
            ExprKind::Unwrap(inner) => {
                let (ty, place) = self.place(inner)?;
                let Type::Optional(child) = *self.program.types.get(ty) else {
                    return None;
                };
                let is_null = self.is_null(child, place.clone())?;
                Some((child, if_not(is_null, place)))
            }
            ExprKind::Field { base, name } => match self.place(base) {
                Some((ty, place)) => self.field(ty, place, &name.name),
                None => self.qualified(base, &name.name),
            },
            ExprKind::Index { base, index } => {
                let (ty, place) = self.place(base)?;
                match self.single(index)? {
                    Single::Number(index) => self.element(ty, place, index),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    pub(super) fn variable(&self, name: &str) -> Option<(TypeId, Place)> {
        let program = self.program;
        let locals = program.visible_locals(self.pc);
        let own = |l: &&LocalRef| {
            let info = program.local(**l);
            info.name == name && !info.hidden
        };
        if let Some(local) = locals.iter().rev().find(own) {
            let info = program.local(*local);
            return Some((info.ty, local_place(info)));
        }
        self.global(name)
    }

    /// `Counter.total`, unless that may be a variable of a running call.
    fn qualified(&self, base: &Expr, name: &str) -> Option<(TypeId, Place)> {
        let path = dotted(base)?;
        let first = path.split('.').next()?;
        let is_taken =
            self.variable(first).is_some() || !self.atlas.own_functions(first).is_empty();
        if is_taken {
            return None;
        }
        self.global(&format!("{path}.{name}"))
    }

    /// `total`, `Counter.total`
    fn global(&self, name: &str) -> Option<(TypeId, Place)> {
        let home = self.program.function_at(self.pc).id;
        let global = self.atlas.global(Some(home), name)?;
        Some((global.ty, Place::Memory(Address::Fixed(global.addr))))
    }

    fn deref(&self, ty: TypeId, place: Place) -> Option<(TypeId, Place)> {
        match self.program.types.get(ty) {
            Type::Pointer(pointer) if pointer.size == PointerSize::One => {
                Some((pointer.child, behind(place)))
            }
            _ => None,
        }
    }

    fn field(&self, ty: TypeId, place: Place, name: &str) -> Option<(TypeId, Place)> {
        let types = &self.program.types;
        match *types.get(ty) {
            Type::Pointer(ref p) if p.size == PointerSize::One => {
                let (child, place) = self.deref(ty, place)?;
                self.field(child, place, name)
            }
            Type::Pointer(ref p) if p.size == PointerSize::Slice && name == "len" => {
                Some((TypeId::USIZE, second_word(place)?))
            }
            Type::Struct(id) => {
                let index = types.field_index(ty, name)?;
                let info = types.struct_info(id);
                if info.layout == ContainerLayout::Packed {
                    return None;
                }
                let place = part(place, types.field_offset(ty, index))?;
                Some((info.fields[index as usize].ty, place))
            }
            Type::Union(id) => {
                let index = types.field_index(ty, name)?;
                let parts = types.union_layout(ty);
                let Place::Memory(at) = place else {
                    return None;
                };
                let payload = Address::Plus(Box::new(at.clone()), parts.payload_offset);
                let payload = match parts.tag_size {
                    0 => payload,
                    _ => {
                        let tag = self.tag_of(ty, Place::Memory(at))?;
                        let wanted = Number::Constant(self.tag(ty, name)?);
                        let is_active = compare(Wanted::Equal, tag, wanted);
                        Address::If(Box::new(is_active), Box::new(payload))
                    }
                };
                let field = types.union_info(id).fields[index as usize].ty;
                Some((field, Place::Memory(payload)))
            }
            _ => None,
        }
    }

    /// The number in memory that says which field of a union is active.
    pub(super) fn tag_of(&self, ty: TypeId, place: Place) -> Option<Number> {
        let types = &self.program.types;
        let Type::Union(id) = *types.get(ty) else {
            return None;
        };
        let parts = types.union_layout(ty);
        let width = match types.union_info(id).tag.map(|tag| types.get(tag)) {
            Some(Type::Enum(id)) => self.width(types.enum_info(*id).tag)?,
            _ => {
                let bytes = u8::try_from(parts.tag_size).ok()?;
                matches!(bytes, 1..=8).then_some(Width::unsigned(bytes, 8 * bytes))?
            }
        };
        let is_whole = u64::from(width.bytes) == parts.tag_size;
        let place = is_whole.then(|| part(place, parts.tag_offset)).flatten()?;
        Some(read(place, width))
    }

    /// What that number is where a field of this name is active.
    pub(super) fn tag(&self, ty: TypeId, name: &str) -> Option<i128> {
        let types = &self.program.types;
        let Type::Union(id) = *types.get(ty) else {
            return None;
        };
        match types.union_info(id).tag.map(|tag| types.get(tag)) {
            Some(Type::Enum(id)) => {
                let members = &types.enum_info(*id).members;
                members.iter().find(|(n, _)| n == name).map(|m| m.1)
            }
            _ => types.field_index(ty, name).map(i128::from),
        }
    }

    fn element(&self, ty: TypeId, place: Place, index: Number) -> Option<(TypeId, Place)> {
        let types = &self.program.types;
        let (child, first, len) = match *types.get(ty) {
            Type::Array { child, len, .. } => match place {
                Place::Memory(at) => (child, at, Number::Constant(i128::from(len))),
                _ => return None,
            },
            Type::Pointer(ref p) => match p.size {
                PointerSize::One => {
                    let (array, place) = self.deref(ty, place)?;
                    return match types.get(array) {
                        Type::Array { .. } => self.element(array, place, index),
                        _ => None,
                    };
                }
                PointerSize::Slice => {
                    let len = read(second_word(place.clone())?, Width::WORD);
                    (p.child, Address::Behind(Box::new(place)), len)
                }
                PointerSize::Many | PointerSize::C => {
                    let most = Number::Constant(i128::from(u64::MAX));
                    (p.child, Address::Behind(Box::new(place)), most)
                }
            },
            _ => return None,
        };
        let address = Address::Element {
            first: Box::new(first),
            size: types.size(child),
            index: Box::new(index),
            len: Box::new(len),
        };
        Some((child, Place::Memory(address)))
    }
}

fn behind(pointer: Place) -> Place {
    Place::Memory(Address::Behind(Box::new(pointer)))
}

/// A part of something in memory.
pub(super) fn part(place: Place, offset: u64) -> Option<Place> {
    match place {
        Place::Memory(at) if offset == 0 => Some(Place::Memory(at)),
        Place::Memory(at) => Some(Place::Memory(Address::Plus(Box::new(at), offset))),
        Place::Register(_) | Place::If(..) => None,
    }
}

/// The same place, which has something only if the test fails.
pub(super) fn if_not(test: Test, place: Place) -> Place {
    let test = Box::new(not(test));
    match place {
        Place::Memory(at) => Place::Memory(Address::If(test, Box::new(at))),
        place => Place::If(test, Box::new(place)),
    }
}

/// The length of a slice.
fn second_word(slice: Place) -> Option<Place> {
    Some(match slice {
        Place::Register(slot) => Place::Register(slot + 1),
        Place::Memory(at) => Place::Memory(Address::Plus(Box::new(at), 8)),
        Place::If(test, inner) => Place::If(test, Box::new(second_word(*inner)?)),
    })
}

fn local_place(info: &LocalInfo) -> Place {
    let is_register = !info.address_taken && matches!(info.class, Class::Scalar | Class::Slice);
    match is_register {
        true => Place::Register(info.slot),
        false => Place::Memory(Address::Frame(8 * u64::from(info.slot))),
    }
}

//! Questions about types that every layer asks: is it an integer, what does it point to, which values has it.

use std::collections::HashSet;

use num_bigint::BigInt;
use num_traits::One;

use super::{Pointer, PointerSize, Type, TypeId, TypePool};

/// Signedness and width of an integer type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct IntInfo {
    pub signed: bool,
    pub bits: u16,
}

impl TypePool {
    /// Integers, `usize` and `isize`; not enums, not `comptime_int`.
    pub fn int_info(&self, id: TypeId) -> Option<IntInfo> {
        let (signed, bits) = match *self.get(id) {
            Type::Int { signed, bits } => (signed, bits),
            Type::Usize => (false, 64),
            Type::Isize => (true, 64),
            _ => return None,
        };
        Some(IntInfo { signed, bits })
    }

    /// Smallest and largest value of an integer type; (0, 0) for other types.
    pub fn int_range(&self, id: TypeId) -> (BigInt, BigInt) {
        match self.int_info(id) {
            None | Some(IntInfo { bits: 0, .. }) => (BigInt::ZERO, BigInt::ZERO),
            Some(IntInfo { signed, bits }) => {
                let one = BigInt::one();
                if signed {
                    let half = &one << (bits - 1);
                    (-&half, half - one)
                } else {
                    (BigInt::ZERO, (&one << bits) - one)
                }
            }
        }
    }

    /// Whether the value is one of the integer type.
    pub fn int_fits(&self, id: TypeId, value: &BigInt) -> bool {
        let (min, max) = self.int_range(id);
        self.is_int(id) && *value >= min && *value <= max
    }

    /// A runtime integer.
    pub fn is_int(&self, id: TypeId) -> bool {
        self.int_info(id).is_some()
    }

    /// A runtime or comptime integer.
    pub fn is_any_int(&self, id: TypeId) -> bool {
        self.is_int(id) || id == TypeId::COMPTIME_INT
    }

    /// A runtime float.
    pub fn is_float(&self, id: TypeId) -> bool {
        matches!(self.get(id), Type::Float(_))
    }

    /// A runtime or comptime float.
    pub fn is_any_float(&self, id: TypeId) -> bool {
        self.is_float(id) || id == TypeId::COMPTIME_FLOAT
    }

    /// Integers and floats, comptime ones too.
    pub fn is_numeric(&self, id: TypeId) -> bool {
        self.is_any_int(id) || self.is_any_float(id)
    }

    pub fn is_signed(&self, id: TypeId) -> bool {
        self.int_info(id).is_some_and(|i| i.signed)
    }

    /// A pointer of any kind, slices too.
    pub fn is_pointer(&self, id: TypeId) -> bool {
        matches!(self.get(id), Type::Pointer(_))
    }

    pub fn as_pointer(&self, id: TypeId) -> Option<&Pointer> {
        match self.get(id) {
            Type::Pointer(p) => Some(p),
            _ => None,
        }
    }

    fn is_pointer_of(&self, id: TypeId, size: PointerSize) -> bool {
        self.as_pointer(id).is_some_and(|p| p.size == size)
    }

    /// `*T`
    pub fn is_single_pointer(&self, id: TypeId) -> bool {
        self.is_pointer_of(id, PointerSize::One)
    }

    /// `[*]T`
    pub fn is_many_pointer(&self, id: TypeId) -> bool {
        self.is_pointer_of(id, PointerSize::Many)
    }

    pub fn is_slice(&self, id: TypeId) -> bool {
        self.is_pointer_of(id, PointerSize::Slice)
    }

    pub fn is_array(&self, id: TypeId) -> bool {
        matches!(self.get(id), Type::Array { .. })
    }

    /// `(len, child)` of an array type.
    pub fn as_array(&self, id: TypeId) -> Option<(u64, TypeId)> {
        match *self.get(id) {
            Type::Array { len, child, .. } => Some((len, child)),
            _ => None,
        }
    }

    pub fn is_optional(&self, id: TypeId) -> bool {
        matches!(self.get(id), Type::Optional(_))
    }

    pub fn is_error_union(&self, id: TypeId) -> bool {
        matches!(self.get(id), Type::ErrorUnion { .. })
    }

    pub fn is_error_set(&self, id: TypeId) -> bool {
        matches!(self.get(id), Type::ErrorSet(_))
    }

    pub fn is_struct(&self, id: TypeId) -> bool {
        matches!(self.get(id), Type::Struct(_))
    }

    pub fn is_tuple(&self, id: TypeId) -> bool {
        self.as_struct(id).is_some_and(|s| s.is_tuple)
    }

    pub fn is_enum(&self, id: TypeId) -> bool {
        matches!(self.get(id), Type::Enum(_))
    }

    pub fn is_union(&self, id: TypeId) -> bool {
        matches!(self.get(id), Type::Union(_))
    }

    pub fn is_function(&self, id: TypeId) -> bool {
        matches!(self.get(id), Type::Fn(_))
    }

    /// What the type is made around: the element of an array or slice, the target of a pointer, the payload of
    /// an optional or error union.
    pub fn child(&self, id: TypeId) -> Option<TypeId> {
        match *self.get(id) {
            Type::Pointer(Pointer { child, .. })
            | Type::Array { child, .. }
            | Type::Optional(child)
            | Type::ErrorUnion { payload: child, .. } => Some(child),
            _ => None,
        }
    }

    /// Values of the type exist at compile time only.
    pub fn is_comptime_only(&self, id: TypeId) -> bool {
        self.comptime_only(id, &mut HashSet::new())
    }

    /// Types reach themselves through pointers; `entered` are the containers on the way, which add nothing twice.
    fn comptime_only(&self, id: TypeId, entered: &mut HashSet<TypeId>) -> bool {
        match self.get(id) {
            Type::Type
            | Type::ComptimeInt
            | Type::ComptimeFloat
            | Type::Null
            | Type::Undefined
            | Type::EnumLiteral
            | Type::Fn(_) => true,
            // A function has no bytes, but its address has; a generic one has no address either.
            Type::Pointer(p) => match self.get(p.child) {
                Type::Fn(function) => function.is_generic,
                _ => self.comptime_only(p.child, entered),
            },
            Type::Array { child, .. } | Type::Optional(child) => {
                self.comptime_only(*child, entered)
            }
            Type::ErrorUnion { payload, .. } => self.comptime_only(*payload, entered),
            Type::Struct(container) if entered.insert(id) => {
                let fields = &self.struct_info(*container).fields;
                let mut stored = fields.iter().filter(|f| !f.is_comptime);
                stored.any(|f| self.comptime_only(f.ty, entered))
            }
            Type::Union(container) if entered.insert(id) => {
                let fields = &self.union_info(*container).fields;
                fields.iter().any(|f| self.comptime_only(f.ty, entered))
            }
            _ => false,
        }
    }

    /// Alignment of what a pointer points to: its own if it says one, else the child's.
    pub fn pointer_align(&self, pointer: &Pointer) -> u32 {
        pointer.align.unwrap_or_else(|| self.align(pointer.child))
    }
}

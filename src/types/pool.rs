//! Interning: a [`TypePool`] holds every type of a program once and gives out its number. What has a name of
//! its own (structs, enums, unions, opaques) is added, not interned: two declarations are two types.

use std::collections::HashMap;
use std::sync::Arc;

use super::containers::Containers;
use super::errors::Errors;
use super::{ContainerLayout, Resolution};
use super::{ErrorSet, FnType, Pointer, PointerSize, StructField, StructInfo, Type, TypeId, Value};

/// Every type of a program, once.
#[derive(Clone, Debug)]
pub struct TypePool {
    types: Vec<Type>,
    ids: HashMap<Type, TypeId>,
    tuples: HashMap<Vec<(TypeId, Option<Value>)>, TypeId>,
    pub(super) containers: Containers,
    pub(super) errors: Errors,
}

/// Declares the well-known types: one constant and one entry of [`WELL_KNOWN`] each, in the same order.
macro_rules! well_known {
    ($($name:ident = $ty:expr;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Index { $($name),* }

        impl TypeId {
            $(pub const $name: TypeId = TypeId(Index::$name as u32);)*
        }

        const WELL_KNOWN: &[Type] = &[$($ty),*];
    };
}

const fn int(signed: bool, bits: u16) -> Type {
    Type::Int { signed, bits }
}

well_known! {
    VOID = Type::Void;
    BOOL = Type::Bool;
    NORETURN = Type::NoReturn;
    TYPE = Type::Type;
    COMPTIME_INT = Type::ComptimeInt;
    COMPTIME_FLOAT = Type::ComptimeFloat;
    NULL = Type::Null;
    UNDEFINED = Type::Undefined;
    ENUM_LITERAL = Type::EnumLiteral;
    ANYOPAQUE = Type::AnyOpaque;
    U0 = int(false, 0);
    U1 = int(false, 1);
    U8 = int(false, 8);
    U16 = int(false, 16);
    U32 = int(false, 32);
    U64 = int(false, 64);
    U128 = int(false, 128);
    I8 = int(true, 8);
    I16 = int(true, 16);
    I32 = int(true, 32);
    I64 = int(true, 64);
    I128 = int(true, 128);
    USIZE = Type::Usize;
    ISIZE = Type::Isize;
    F16 = Type::Float(16);
    F32 = Type::Float(32);
    F64 = Type::Float(64);
    F80 = Type::Float(80);
    F128 = Type::Float(128);
    ANYERROR = Type::ErrorSet(ErrorSet::Any);
    // What counts of bits are of, in programs that do not count, too.
    U2 = int(false, 2);
    U3 = int(false, 3);
    U4 = int(false, 4);
    U5 = int(false, 5);
    U6 = int(false, 6);
    U7 = int(false, 7);
}

impl Default for TypePool {
    fn default() -> TypePool {
        TypePool::new()
    }
}

impl TypePool {
    /// A pool that holds the well-known types, those with a constant on [`TypeId`].
    pub fn new() -> TypePool {
        let mut pool = TypePool {
            types: Vec::new(),
            ids: HashMap::new(),
            tuples: HashMap::new(),
            containers: Containers::default(),
            errors: Errors::default(),
        };
        for ty in WELL_KNOWN {
            pool.intern(ty.clone());
        }
        pool
    }

    pub fn intern(&mut self, ty: Type) -> TypeId {
        if let Some(&id) = self.ids.get(&ty) {
            return id;
        }
        let id = TypeId(self.types.len() as u32);
        self.types.push(ty.clone());
        self.ids.insert(ty, id);
        id
    }

    pub fn get(&self, id: TypeId) -> &Type {
        &self.types[id.0 as usize]
    }

    /// How many types there are; ids run from 0 to this.
    pub fn len(&self) -> usize {
        self.types.len()
    }

    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    pub fn int(&mut self, signed: bool, bits: u16) -> TypeId {
        self.intern(int(signed, bits))
    }

    /// The unsigned integer with just enough bits for the values 0 to `max`.
    pub fn smallest_unsigned(&mut self, max: u64) -> TypeId {
        self.int(false, (u64::BITS - max.leading_zeros()) as u16)
    }

    /// Any pointer. An alignment that is the child's own is as good as none: `*align(4) i32` is `*i32`.
    pub fn pointer_with(&mut self, mut pointer: Pointer) -> TypeId {
        if let Some(align) = pointer.align
            && pointer.bits.is_none()
            && self.is_settled(self.get(pointer.child), 0)
            && align == self.align(pointer.child)
        {
            pointer.align = None;
        }
        self.intern(Type::Pointer(pointer))
    }

    fn plain_pointer(&mut self, size: PointerSize, child: TypeId, is_const: bool) -> TypeId {
        self.pointer_with(Pointer {
            size,
            child,
            is_const,
            align: None,
            sentinel: None,
            allow_zero: false,
            bits: None,
        })
    }

    /// `*T` or `*const T`
    pub fn pointer(&mut self, child: TypeId, is_const: bool) -> TypeId {
        self.plain_pointer(PointerSize::One, child, is_const)
    }

    /// `[*]T` or `[*]const T`
    pub fn many(&mut self, child: TypeId, is_const: bool) -> TypeId {
        self.plain_pointer(PointerSize::Many, child, is_const)
    }

    /// `[]T` or `[]const T`
    pub fn slice(&mut self, child: TypeId, is_const: bool) -> TypeId {
        self.plain_pointer(PointerSize::Slice, child, is_const)
    }

    /// `[len]T`
    pub fn array(&mut self, len: u64, child: TypeId) -> TypeId {
        self.array_with(len, child, None)
    }

    /// `[len:sentinel]T`
    pub fn array_with(&mut self, len: u64, child: TypeId, sentinel: Option<Value>) -> TypeId {
        self.intern(Type::Array {
            len,
            child,
            sentinel,
        })
    }

    /// `?T`
    pub fn optional(&mut self, child: TypeId) -> TypeId {
        self.intern(Type::Optional(child))
    }

    /// `set!payload`
    pub fn error_union(&mut self, set: TypeId, payload: TypeId) -> TypeId {
        self.intern(Type::ErrorUnion { set, payload })
    }

    pub fn error_set(&mut self, set: ErrorSet) -> TypeId {
        self.intern(Type::ErrorSet(set))
    }

    /// A function type without `anytype` or comptime parameters.
    pub fn function(&mut self, params: &[TypeId], ret: TypeId) -> TypeId {
        let params: Arc<[Option<TypeId>]> = params.iter().copied().map(Some).collect();
        self.intern(Type::Fn(FnType {
            params,
            ret: Some(ret),
            is_generic: false,
            shown: None,
        }))
    }

    /// The tuple with these fields, some of them comptime-known. Equal fields give the same type.
    pub fn tuple(&mut self, fields: &[(TypeId, Option<Value>)]) -> TypeId {
        if let Some(&id) = self.tuples.get(fields) {
            return id;
        }
        let make = |(index, (ty, value)): (usize, &(TypeId, Option<Value>))| StructField {
            name: index.to_string(),
            ty: *ty,
            default: value.clone(),
            align: None,
            is_comptime: value.is_some(),
        };
        let id = self.add_struct(StructInfo {
            name: String::new(), // made from the fields by `name`
            span: None,
            namespace: None,
            layout: ContainerLayout::Auto,
            is_tuple: true,
            fields: fields.iter().enumerate().map(make).collect(),
            backing: None,
            resolution: Resolution::Done,
        });
        self.tuples.insert(fields.to_vec(), id);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_constants_name_their_types() {
        let mut pool = TypePool::new();
        assert_eq!(pool.get(TypeId::USIZE), &Type::Usize);
        assert_eq!(pool.get(TypeId::ANYERROR), &Type::ErrorSet(ErrorSet::Any));
        assert_eq!(pool.int(true, 32), TypeId::I32);
        assert_eq!(pool.smallest_unsigned(3), pool.int(false, 2));
        assert_eq!(pool.smallest_unsigned(0), TypeId::U0);
    }

    #[test]
    fn equal_types_are_one_type() {
        let mut pool = TypePool::new();
        let a = pool.slice(TypeId::U8, true);
        assert_eq!(a, pool.slice(TypeId::U8, true));
        assert_ne!(a, pool.slice(TypeId::U8, false));
        let t = pool.tuple(&[(TypeId::U8, None), (TypeId::I32, None)]);
        assert_eq!(t, pool.tuple(&[(TypeId::U8, None), (TypeId::I32, None)]));
        assert_ne!(t, pool.tuple(&[(TypeId::U8, None)]));
    }
}

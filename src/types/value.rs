//! Comptime values. A [`Value`] means something only together with its type, which stands beside it everywhere:
//! the same `Int` is an integer, the number of an enum member or the bits of a packed struct.
//! Equal values are equal data, because instances of generic functions are found by them.

use std::sync::Arc;

use num_bigint::BigInt;

use super::{ErrorId, Float, TypeId};

/// A value known at compile time.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Value {
    /// `undefined`, or memory that holds it.
    Undefined,
    Void,
    Bool(bool),
    /// Integers of every type, and the numbers of enum members.
    Int(BigInt),
    Float(Float),
    Type(TypeId),
    /// `.name` without an enum.
    EnumLiteral(Arc<str>),
    /// `null` of an optional, or of the type of `null`.
    Null,
    /// An optional that has a payload.
    Some(Arc<Value>),
    /// An error, alone or in an error union.
    Error(ErrorId),
    /// The payload of an error union that is no error.
    Payload(Arc<Value>),
    /// Elements of an array (without the sentinel), or the fields of a struct or tuple in order of declaration.
    /// An array of `u8` whose elements are all known is [`Value::Bytes`] instead.
    Aggregate(Arc<Vec<Value>>),
    Bytes(Arc<Vec<u8>>),
    /// A union with its active field.
    Union(u32, Arc<Value>),
    /// A function, by its number in `sema`.
    Function(FnId),
    /// `*T`, `[*]T`, `[*c]T` (null is [`Value::Null`]) and pointers to functions.
    Pointer(Arc<Pointee>),
    /// `[]T`: where its first element is, and its length.
    Slice(Arc<Pointee>, u64),
}

/// A function declaration in one namespace; only `sema` knows what it names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FnId(pub u32);

/// A variable or constant declared in a container; only `sema` knows what it names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DeclId(pub u32);

/// A variable that lives while analysis runs; only `sema` knows what it names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CellId(pub u32);

/// What a comptime-known pointer points to: an object and the way into it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Pointee {
    pub base: Base,
    pub path: Vec<Step>,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Base {
    /// A nameless constant: a literal, or a constant local. Equal ones are one object.
    Constant(Arc<Constant>),
    Decl(DeclId),
    Cell(CellId),
    Function(FnId),
    /// `@ptrFromInt` of a comptime-known number.
    Address(u64),
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Constant {
    pub ty: TypeId,
    pub value: Value,
}

/// One step from an object to a part of it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// Field of a struct or tuple.
    Field(u32),
    /// Element of an array; at the end of a path also the position of a many-item pointer.
    Element(u64),
    UnionField(u32),
    OptionalPayload,
    ErrorPayload,
    /// Elements from this one on, as an array of this type; only at the end of a path.
    Sub(u64, TypeId),
    /// The same bytes seen as another type.
    Cast(TypeId),
}

impl Pointee {
    pub fn new(base: Base) -> Pointee {
        Pointee {
            base,
            path: Vec::new(),
        }
    }

    /// A pointer to a nameless constant.
    pub fn constant(ty: TypeId, value: Value) -> Pointee {
        Pointee::new(Base::Constant(Arc::new(Constant { ty, value })))
    }

    pub fn step(&self, step: Step) -> Pointee {
        let mut path = self.path.clone();
        match (path.last(), &step) {
            (Some(Step::Sub(start, _)), Step::Element(i)) => {
                let index = start.saturating_add(*i);
                path.pop();
                path.push(Step::Element(index));
            }
            _ => path.push(step),
        }
        Pointee {
            base: self.base.clone(),
            path,
        }
    }
}

impl Value {
    pub fn int(number: impl Into<BigInt>) -> Value {
        Value::Int(number.into())
    }

    pub fn float(number: f64) -> Value {
        Value::Float(Float::from_f64(number))
    }

    /// An array or struct; `bytes` says that it is an array of `u8`.
    pub fn aggregate(items: Vec<Value>, bytes: bool) -> Value {
        if bytes {
            let known: Option<Vec<u8>> = items.iter().map(Value::as_byte).collect();
            if let Some(known) = known {
                return Value::Bytes(Arc::new(known));
            }
        }
        Value::Aggregate(Arc::new(items))
    }

    pub fn bytes(bytes: &[u8]) -> Value {
        Value::Bytes(Arc::new(bytes.to_vec()))
    }

    fn as_byte(&self) -> Option<u8> {
        match self {
            Value::Int(n) => u8::try_from(n).ok(),
            _ => None,
        }
    }

    pub fn as_int(&self) -> Option<&BigInt> {
        match self {
            Value::Int(n) => Some(n),
            _ => None,
        }
    }

    pub fn as_u64(&self) -> Option<u64> {
        self.as_int().and_then(|n| u64::try_from(n).ok())
    }

    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(b) => Some(*b),
            _ => None,
        }
    }

    pub fn as_type(&self) -> Option<TypeId> {
        match self {
            Value::Type(ty) => Some(*ty),
            _ => None,
        }
    }

    pub fn as_pointee(&self) -> Option<&Arc<Pointee>> {
        match self {
            Value::Pointer(p) | Value::Slice(p, _) => Some(p),
            _ => None,
        }
    }

    pub fn is_undefined(&self) -> bool {
        matches!(self, Value::Undefined)
    }

    /// Number of elements or fields of an aggregate.
    pub fn item_count(&self) -> Option<usize> {
        match self {
            Value::Aggregate(items) => Some(items.len()),
            Value::Bytes(bytes) => Some(bytes.len()),
            _ => None,
        }
    }

    /// Element or field of an aggregate; of `undefined` every part is undefined.
    pub fn item(&self, index: usize) -> Option<Value> {
        match self {
            Value::Aggregate(items) => items.get(index).cloned(),
            Value::Bytes(bytes) => bytes.get(index).map(|&b| Value::int(b)),
            Value::Undefined => Some(Value::Undefined),
            _ => None,
        }
    }

    /// Some part of it is undefined.
    pub fn has_undefined(&self) -> bool {
        match self {
            Value::Undefined => true,
            Value::Some(v) | Value::Payload(v) | Value::Union(_, v) => v.has_undefined(),
            Value::Aggregate(items) => items.iter().any(Value::has_undefined),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::hash::Hash;

    use super::*;

    #[test]
    fn values_can_move_between_threads() {
        fn check<T: Send + Sync + Eq + Hash>() {}
        check::<Value>();
    }

    #[test]
    fn arrays_of_bytes_have_one_form() {
        let items = vec![Value::int(1), Value::int(2)];
        assert_eq!(Value::aggregate(items, true), Value::bytes(&[1, 2]));
    }
}

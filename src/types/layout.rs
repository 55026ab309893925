//! Sizes, alignments and offsets, as Zig 0.15.2 lays types out on a 64-bit little-endian machine in Debug mode.
//! A type whose fields are not known yet, or that contains itself, counts as empty: analysis reports it.

use super::{BitPointer, ContainerLayout, Pointer, PointerSize};
use super::{Type, TypeId, TypePool};

/// Size and alignment of a type in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Layout {
    pub size: u64,
    pub align: u32,
}

/// How a value of a type lives in the registers (8-byte slots of a frame).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    /// No bytes, no slot.
    Void,
    /// One slot, sign- or zero-extended to 64 bits (floats as their bits).
    Scalar,
    /// Two slots: pointer, length.
    Slice,
    /// The real bytes, in as many slots as they need.
    Memory { slots: u32 },
}

/// Where an optional keeps whether it is null.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OptionalLayout {
    /// A byte, 1 for "has a value". `None`: the payload itself is 0 where it is null.
    pub flag_offset: Option<u64>,
}

/// Where an error union keeps its parts; the code is two bytes, 0 for "no error".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ErrorUnionLayout {
    pub code_offset: u64,
    pub payload_offset: u64,
}

/// Where a union keeps its parts. The tag of an untagged union is the hidden one of Debug mode: the index of
/// the active field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UnionLayout {
    pub layout: Layout,
    pub tag_offset: u64,
    /// 0: there is no tag in memory.
    pub tag_size: u64,
    pub payload_offset: u64,
}

/// Where a struct keeps its fields.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StructLayout {
    pub layout: Layout,
    /// By field index. In a packed struct: the byte that holds the field's first bit.
    pub offsets: Box<[u64]>,
    /// By field index, packed structs only.
    pub bit_offsets: Box<[u16]>,
}

pub(super) const EMPTY: Layout = Layout { size: 0, align: 1 };
const ERROR_CODE: Layout = Layout { size: 2, align: 2 };
/// Deeper than this a type contains itself.
pub(super) const NESTING: u32 = 512;

impl TypePool {
    pub fn layout(&self, id: TypeId) -> Layout {
        self.layout_of(id, 0)
    }

    pub fn size(&self, id: TypeId) -> u64 {
        self.layout(id).size
    }

    pub fn align(&self, id: TypeId) -> u32 {
        self.layout(id).align
    }

    pub(super) fn layout_of(&self, id: TypeId, depth: u32) -> Layout {
        if depth > NESTING {
            return EMPTY;
        }
        match self.get(id) {
            Type::Void
            | Type::NoReturn
            | Type::Type
            | Type::ComptimeInt
            | Type::ComptimeFloat
            | Type::Null
            | Type::Undefined
            | Type::EnumLiteral
            | Type::AnyOpaque
            | Type::Opaque(_)
            | Type::Fn(_) => EMPTY,
            Type::Bool => of_bits(1),
            Type::Int { bits, .. } => of_bits(*bits),
            Type::Usize | Type::Isize => of_bits(64),
            Type::Float(bits) => of_bits((*bits).next_power_of_two()),
            Type::Pointer(pointer) => pointer_layout(pointer),
            Type::Array {
                len,
                child,
                sentinel,
            } => {
                let element = self.layout_of(*child, depth + 1);
                let count = len.saturating_add(u64::from(sentinel.is_some()));
                Layout {
                    size: element.size.saturating_mul(count),
                    align: element.align,
                }
            }
            Type::Optional(child) => self.optional_size(*child, depth),
            Type::ErrorUnion { payload, .. } => {
                let payload = self.layout_of(*payload, depth + 1);
                error_union_parts(payload).1
            }
            Type::ErrorSet(_) => ERROR_CODE,
            Type::Struct(id) => self.with_struct(*id, depth, |s| s.layout),
            Type::Enum(id) => self.layout_of(self.enum_info(*id).tag, depth + 1),
            Type::Union(id) => self.union_parts(*id, depth).layout,
        }
    }

    /// Whether the optional of this type needs no flag: its null is an all-zero payload.
    fn null_is_zero(&self, child: TypeId) -> bool {
        match self.get(child) {
            Type::Pointer(p) => match p.size {
                PointerSize::One | PointerSize::Many => !p.allow_zero,
                PointerSize::Slice => !p.allow_zero,
                PointerSize::C => false,
            },
            Type::ErrorSet(_) | Type::NoReturn => true,
            _ => false,
        }
    }

    fn optional_size(&self, child: TypeId, depth: u32) -> Layout {
        let payload = self.layout_of(child, depth + 1);
        if self.null_is_zero(child) {
            return payload;
        }
        Layout {
            size: forward(payload.size + 1, payload.align),
            align: payload.align,
        }
    }

    /// The parts of `?child`.
    pub fn optional_layout(&self, child: TypeId) -> OptionalLayout {
        OptionalLayout {
            flag_offset: (!self.null_is_zero(child)).then(|| self.size(child)),
        }
    }

    /// The parts of an error union with this payload.
    pub fn error_union_layout(&self, payload: TypeId) -> ErrorUnionLayout {
        error_union_parts(self.layout(payload)).0
    }

    /// Bits that a value has in a packed struct; for other types eight per byte.
    pub fn bit_size(&self, id: TypeId) -> u64 {
        self.bit_size_of(id, 0)
    }

    pub(super) fn bit_size_of(&self, id: TypeId, depth: u32) -> u64 {
        if depth > NESTING {
            return 0;
        }
        match self.get(id) {
            Type::Bool => 1,
            Type::Int { bits, .. } | Type::Float(bits) => u64::from(*bits),
            Type::Enum(id) => self.bit_size_of(self.enum_info(*id).tag, depth + 1),
            Type::Struct(id) if self.struct_info(*id).layout == ContainerLayout::Packed => {
                let info = self.struct_info(*id);
                match info.backing {
                    Some(backing) => self.bit_size_of(backing, depth + 1),
                    None => {
                        let fields = info.fields.iter();
                        fields.map(|f| self.bit_size_of(f.ty, depth + 1)).sum()
                    }
                }
            }
            Type::Union(id) if self.union_info(*id).layout == ContainerLayout::Packed => {
                let fields = self.union_info(*id).fields.iter();
                let bits = fields.map(|f| self.bit_size_of(f.ty, depth + 1));
                bits.max().unwrap_or(0)
            }
            Type::Array {
                len,
                child,
                sentinel,
            } => {
                let count = len.saturating_add(u64::from(sentinel.is_some()));
                count.saturating_mul(self.bit_size_of(*child, depth + 1))
            }
            _ => self.layout_of(id, depth).size.saturating_mul(8),
        }
    }

    pub fn class(&self, id: TypeId) -> Class {
        let size = self.size(id);
        if size == 0 {
            return Class::Void;
        }
        let scalar = match self.get(id) {
            Type::Pointer(p) if p.size == PointerSize::Slice => return Class::Slice,
            Type::Bool
            | Type::Int { .. }
            | Type::Usize
            | Type::Isize
            | Type::Float(_)
            | Type::Pointer(_)
            | Type::Enum(_)
            | Type::ErrorSet(_) => size <= 8,
            Type::Optional(child) => size <= 8 && self.null_is_zero(*child),
            _ => false,
        };
        if scalar {
            Class::Scalar
        } else {
            Class::Memory {
                slots: size.div_ceil(8).min(u64::from(u32::MAX)) as u32,
            }
        }
    }

    /// Slots of a frame that a value of the type takes.
    pub fn slots(&self, id: TypeId) -> u32 {
        match self.class(id) {
            Class::Void => 0,
            Class::Scalar => 1,
            Class::Slice => 2,
            Class::Memory { slots } => slots,
        }
    }
}

/// The integer of so many bits, and what is stored like one.
pub(super) fn of_bits(bits: u16) -> Layout {
    let bytes = u64::from(bits).div_ceil(8);
    let align = bytes.next_power_of_two().clamp(1, 16) as u32;
    Layout {
        size: forward(bytes, align),
        align,
    }
}

fn pointer_layout(pointer: &Pointer) -> Layout {
    let slice = pointer.size == PointerSize::Slice;
    debug_assert!(
        pointer
            .bits
            .is_none_or(|b: BitPointer| !slice && b.host_bytes > 0)
    );
    Layout {
        size: if slice { 16 } else { 8 },
        align: 8,
    }
}

fn error_union_parts(payload: Layout) -> (ErrorUnionLayout, Layout) {
    let align = payload.align.max(ERROR_CODE.align);
    let (code_offset, payload_offset, end) = if payload.size == 0 {
        (0, 0, ERROR_CODE.size)
    } else if payload.align >= ERROR_CODE.align {
        let code_offset = forward(payload.size, ERROR_CODE.align);
        (code_offset, 0, code_offset + ERROR_CODE.size)
    } else {
        (0, ERROR_CODE.size, ERROR_CODE.size + payload.size)
    };
    let parts = ErrorUnionLayout {
        code_offset,
        payload_offset,
    };
    let layout = Layout {
        size: forward(end, align),
        align,
    };
    (parts, layout)
}

pub(super) fn forward(offset: u64, align: u32) -> u64 {
    offset
        .checked_next_multiple_of(u64::from(align.max(1)))
        .unwrap_or(u64::MAX)
}

//! Layouts of structs, tuples and unions: the order of the fields, the place of the tag, the bits of packed structs.

use super::layout::{EMPTY, Layout, NESTING, StructLayout, UnionLayout, forward, of_bits};
use super::{ContainerLayout, Resolution, StructId, StructInfo};
use super::{Type, TypeId, TypePool, UnionId, UnionInfo};

impl TypePool {
    /// The parts of a union type; all zero for other types.
    pub fn union_layout(&self, id: TypeId) -> UnionLayout {
        match *self.get(id) {
            Type::Union(id) => self.union_parts(id, 0),
            _ => UnionLayout {
                layout: EMPTY,
                tag_offset: 0,
                tag_size: 0,
                payload_offset: 0,
            },
        }
    }

    /// The parts of a struct or tuple type; empty for other types.
    pub fn struct_layout(&self, id: TypeId) -> StructLayout {
        match *self.get(id) {
            Type::Struct(id) => self.with_struct(id, 0, StructLayout::clone),
            _ => StructLayout {
                layout: EMPTY,
                offsets: Box::default(),
                bit_offsets: Box::default(),
            },
        }
    }

    /// Byte offset of a field of a struct or tuple.
    pub fn field_offset(&self, id: TypeId, index: u32) -> u64 {
        match *self.get(id) {
            Type::Struct(id) => self.with_struct(id, 0, |s| {
                s.offsets.get(index as usize).copied().unwrap_or(0)
            }),
            Type::Union(_) => self.union_layout(id).payload_offset,
            _ => 0,
        }
    }

    /// Bit offset of a field inside its packed struct; 0 for others.
    pub fn packed_bit_offset(&self, id: TypeId, index: u32) -> u16 {
        match *self.get(id) {
            Type::Struct(id) => self.with_struct(id, 0, |s| {
                s.bit_offsets.get(index as usize).copied().unwrap_or(0)
            }),
            _ => 0,
        }
    }

    /// Whether a part of a packed struct at this bit has bytes of its own, so that an ordinary pointer reaches it.
    pub fn is_whole_bytes(&self, id: TypeId, bit_offset: u64) -> bool {
        bit_offset.is_multiple_of(8) && self.bit_size(id) == 8 * self.size(id)
    }

    pub(super) fn with_struct<R>(
        &self,
        id: StructId,
        depth: u32,
        f: impl FnOnce(&StructLayout) -> R,
    ) -> R {
        let cell = self.struct_layout_cell(id);
        if let Some(known) = cell.get() {
            return f(known);
        }
        let layout = self.lay_out_struct(self.struct_info(id), depth);
        // Only what cannot change any more is remembered.
        if self.is_settled(&Type::Struct(id), 0) {
            f(cell.get_or_init(|| layout))
        } else {
            f(&layout)
        }
    }

    pub(super) fn union_parts(&self, id: UnionId, depth: u32) -> UnionLayout {
        let cell = self.union_layout_cell(id);
        if let Some(known) = cell.get() {
            return *known;
        }
        let layout = self.lay_out_union(self.union_info(id), depth);
        if self.is_settled(&Type::Union(id), 0) {
            let _ = cell.set(layout);
        }
        layout
    }

    /// Whether every container that the layout of this type depends on has its final fields.
    pub(super) fn is_settled(&self, ty: &Type, depth: u32) -> bool {
        if depth > NESTING {
            return false;
        }
        let settled = |id: TypeId| self.is_settled(self.get(id), depth + 1);
        match ty {
            Type::Array { child, .. } | Type::Optional(child) => settled(*child),
            Type::ErrorUnion { payload, .. } => settled(*payload),
            Type::Struct(id) => {
                self.struct_layout_cell(*id).get().is_some() || {
                    let info = self.struct_info(*id);
                    info.resolution == Resolution::Done && info.fields.iter().all(|f| settled(f.ty))
                }
            }
            Type::Union(id) => {
                self.union_layout_cell(*id).get().is_some() || {
                    let info = self.union_info(*id);
                    info.resolution == Resolution::Done
                        && info.tag.is_none_or(settled)
                        && info.fields.iter().all(|f| settled(f.ty))
                }
            }
            Type::Enum(id) => self.enum_info(*id).resolution == Resolution::Done,
            _ => true,
        }
    }

    fn lay_out_struct(&self, info: &StructInfo, depth: u32) -> StructLayout {
        if info.layout == ContainerLayout::Packed {
            return self.lay_out_packed(info, depth);
        }
        let fields: Vec<Layout> = info
            .fields
            .iter()
            .map(|field| {
                if field.is_comptime {
                    return EMPTY;
                }
                let natural = self.layout_of(field.ty, depth + 1);
                Layout {
                    align: field.align.unwrap_or(natural.align),
                    ..natural
                }
            })
            .collect();
        let mut order: Vec<usize> = (0..fields.len()).collect();
        if info.layout == ContainerLayout::Auto && !info.is_tuple {
            // Zig puts the strictest alignment first and keeps the order among equals.
            order.sort_by_key(|&i| std::cmp::Reverse(fields[i].align));
        }
        let mut offsets = vec![0; fields.len()];
        let mut end = 0;
        for index in order {
            offsets[index] = forward(end, fields[index].align);
            end = offsets[index] + fields[index].size;
        }
        let align = fields.iter().map(|f| f.align).max().unwrap_or(1);
        StructLayout {
            layout: Layout {
                size: forward(end, align),
                align,
            },
            offsets: offsets.into(),
            bit_offsets: Box::default(),
        }
    }

    fn lay_out_packed(&self, info: &StructInfo, depth: u32) -> StructLayout {
        let mut bits: u64 = 0;
        let mut bit_offsets = Vec::with_capacity(info.fields.len());
        for field in &info.fields {
            bit_offsets.push(bits as u16);
            bits += self.bit_size_of(field.ty, depth + 1);
        }
        let layout = match info.backing {
            Some(backing) => self.layout_of(backing, depth + 1),
            None => of_bits(bits as u16),
        };
        StructLayout {
            layout,
            offsets: bit_offsets.iter().map(|&b| u64::from(b / 8)).collect(),
            bit_offsets: bit_offsets.into(),
        }
    }

    fn lay_out_union(&self, info: &UnionInfo, depth: u32) -> UnionLayout {
        let mut payload = EMPTY;
        for field in &info.fields {
            let natural = self.layout_of(field.ty, depth + 1);
            payload.size = payload.size.max(natural.size);
            payload.align = payload.align.max(field.align.unwrap_or(natural.align));
        }
        let tag = match (info.layout, info.tag) {
            (_, Some(tag)) => self.layout_of(tag, depth + 1),
            (ContainerLayout::Auto, None) => hidden_tag(info.fields.len()),
            // Extern and packed unions have the bytes of their fields and nothing else.
            (_, None) => EMPTY,
        };
        if tag.size == 0 {
            return UnionLayout {
                layout: Layout {
                    size: forward(payload.size, payload.align),
                    align: payload.align,
                },
                tag_offset: 0,
                tag_size: 0,
                payload_offset: 0,
            };
        }
        let align = payload.align.max(tag.align);
        let (tag_offset, payload_offset, end) = if tag.align >= payload.align {
            let payload_offset = forward(tag.size, payload.align);
            (0, payload_offset, payload_offset + payload.size)
        } else {
            let tag_offset = forward(payload.size, tag.align);
            (tag_offset, 0, tag_offset + tag.size)
        };
        UnionLayout {
            layout: Layout {
                size: forward(end, align),
                align,
            },
            tag_offset,
            tag_size: tag.size,
            payload_offset,
        }
    }
}

/// The tag that Debug mode adds to an untagged union: the number of the active field.
fn hidden_tag(fields: usize) -> Layout {
    let max = fields.saturating_sub(1) as u64;
    of_bits((u64::BITS - max.leading_zeros()) as u16)
}

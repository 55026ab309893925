//! The bytes of a type that belong to none of its fields.

use std::ops::Range;

use super::{ContainerLayout, Type, TypeId, TypePool};

impl TypePool {
    /// The ranges of bytes inside a value of the type that no field uses; sorted, disjoint. What only some
    /// fields of a union use is no padding.
    pub fn padding(&self, id: TypeId) -> Vec<Range<u64>> {
        let mut used = Vec::new();
        self.collect_used(id, 0, &mut used);
        used.sort_unstable_by_key(|r| r.start);
        let mut gaps = Vec::new();
        let mut end = 0;
        for range in used {
            if range.start > end {
                gaps.push(end..range.start);
            }
            end = end.max(range.end);
        }
        if end < self.size(id) {
            gaps.push(end..self.size(id));
        }
        gaps
    }

    /// Whether every byte of the type belongs to a field.
    pub fn is_dense(&self, id: TypeId) -> bool {
        match *self.get(id) {
            Type::Array { child, .. } => self.is_dense(child),
            Type::Optional(_) | Type::ErrorUnion { .. } | Type::Struct(_) | Type::Union(_) => {
                self.padding(id).is_empty()
            }
            _ => true,
        }
    }

    fn collect_used(&self, id: TypeId, at: u64, used: &mut Vec<Range<u64>>) {
        let whole = at..at.saturating_add(self.size(id));
        if whole.is_empty() {
            return;
        }
        match self.get(id) {
            Type::Array { len, child, .. } if !self.is_dense(*child) => {
                let stride = self.size(*child);
                (0..*len).for_each(|i| self.collect_used(*child, at + i * stride, used));
            }
            Type::Optional(child) => {
                self.collect_used(*child, at, used);
                if let Some(flag) = self.optional_layout(*child).flag_offset {
                    used.push(at + flag..at + flag + 1);
                }
            }
            Type::ErrorUnion { payload, .. } => {
                let parts = self.error_union_layout(*payload);
                self.collect_used(*payload, at + parts.payload_offset, used);
                used.push(at + parts.code_offset..at + parts.code_offset + 2);
            }
            Type::Struct(s) if self.struct_info(*s).layout != ContainerLayout::Packed => {
                let fields = &self.struct_info(*s).fields;
                for (index, field) in fields.iter().enumerate().filter(|(_, f)| !f.is_comptime) {
                    let offset = self.field_offset(id, index as u32);
                    self.collect_used(field.ty, at + offset, used);
                }
            }
            Type::Union(u) => {
                let parts = self.union_layout(id);
                let fields = self.union_info(*u).fields.iter();
                for field in fields.filter(|f| self.size(f.ty) > 0) {
                    let start = at + parts.payload_offset;
                    used.push(start..start + self.size(field.ty));
                }
                used.push(at + parts.tag_offset..at + parts.tag_offset + parts.tag_size);
            }
            _ => used.push(whole),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_lies_between_and_after_the_fields() {
        let mut pool = TypePool::new();
        let tuple = pool.tuple(&[(TypeId::U8, None), (TypeId::U32, None), (TypeId::U16, None)]);
        assert_eq!(pool.padding(tuple), [1..4, 10..12]);
        let optional = pool.optional(TypeId::U32);
        assert_eq!(pool.padding(optional), vec![5..8]);
        let array = pool.array(2, optional);
        assert_eq!(pool.padding(array), [5..8, 13..16]);
        assert!(pool.is_dense(TypeId::U64));
    }
}

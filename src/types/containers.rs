//! Structs, enums, unions and opaques: what is known about each declaration, beside its place in the pool.
//! Analysis adds them when it meets the declaration and fills the fields in later.

use std::sync::OnceLock;

use super::layout::{StructLayout, UnionLayout};
use super::{EnumId, EnumInfo, OpaqueId, StructId, StructInfo, Type, TypeId, TypePool};
use super::{NamespaceId, OpaqueInfo, UnionId, UnionInfo};

#[derive(Clone, Default, Debug)]
pub(super) struct Containers {
    structs: Vec<StructEntry>,
    enums: Vec<EnumInfo>,
    unions: Vec<UnionEntry>,
    opaques: Vec<OpaqueInfo>,
}

#[derive(Clone, Debug)]
struct StructEntry {
    info: StructInfo,
    layout: OnceLock<StructLayout>,
}

#[derive(Clone, Debug)]
struct UnionEntry {
    info: UnionInfo,
    layout: OnceLock<UnionLayout>,
}

impl TypePool {
    pub fn add_struct(&mut self, info: StructInfo) -> TypeId {
        let id = StructId(self.containers.structs.len() as u32);
        self.containers.structs.push(StructEntry {
            info,
            layout: OnceLock::new(),
        });
        self.intern(Type::Struct(id))
    }

    pub fn struct_info(&self, id: StructId) -> &StructInfo {
        &self.containers.structs[id.0 as usize].info
    }

    /// For filling in. Fields must not change any more once `resolution` is `Done` and a layout was asked for.
    pub fn struct_info_mut(&mut self, id: StructId) -> &mut StructInfo {
        let entry = &mut self.containers.structs[id.0 as usize];
        entry.layout.take();
        &mut entry.info
    }

    pub(super) fn struct_layout_cell(&self, id: StructId) -> &OnceLock<StructLayout> {
        &self.containers.structs[id.0 as usize].layout
    }

    pub fn add_enum(&mut self, info: EnumInfo) -> TypeId {
        let id = EnumId(self.containers.enums.len() as u32);
        self.containers.enums.push(info);
        self.intern(Type::Enum(id))
    }

    pub fn enum_info(&self, id: EnumId) -> &EnumInfo {
        &self.containers.enums[id.0 as usize]
    }

    pub fn enum_info_mut(&mut self, id: EnumId) -> &mut EnumInfo {
        &mut self.containers.enums[id.0 as usize]
    }

    pub fn add_union(&mut self, info: UnionInfo) -> TypeId {
        let id = UnionId(self.containers.unions.len() as u32);
        self.containers.unions.push(UnionEntry {
            info,
            layout: OnceLock::new(),
        });
        self.intern(Type::Union(id))
    }

    pub fn union_info(&self, id: UnionId) -> &UnionInfo {
        &self.containers.unions[id.0 as usize].info
    }

    pub fn union_info_mut(&mut self, id: UnionId) -> &mut UnionInfo {
        let entry = &mut self.containers.unions[id.0 as usize];
        entry.layout.take();
        &mut entry.info
    }

    pub(super) fn union_layout_cell(&self, id: UnionId) -> &OnceLock<UnionLayout> {
        &self.containers.unions[id.0 as usize].layout
    }

    pub fn add_opaque(&mut self, info: OpaqueInfo) -> TypeId {
        let id = OpaqueId(self.containers.opaques.len() as u32);
        self.containers.opaques.push(info);
        self.intern(Type::Opaque(id))
    }

    pub fn opaque_info(&self, id: OpaqueId) -> &OpaqueInfo {
        &self.containers.opaques[id.0 as usize]
    }

    /// The struct behind a type, tuples and files included.
    pub fn as_struct(&self, id: TypeId) -> Option<&StructInfo> {
        match *self.get(id) {
            Type::Struct(s) => Some(self.struct_info(s)),
            _ => None,
        }
    }

    pub fn as_enum(&self, id: TypeId) -> Option<&EnumInfo> {
        match *self.get(id) {
            Type::Enum(e) => Some(self.enum_info(e)),
            _ => None,
        }
    }

    pub fn as_union(&self, id: TypeId) -> Option<&UnionInfo> {
        match *self.get(id) {
            Type::Union(u) => Some(self.union_info(u)),
            _ => None,
        }
    }

    /// Where the declarations of a container type live.
    pub fn namespace(&self, id: TypeId) -> Option<NamespaceId> {
        match *self.get(id) {
            Type::Struct(s) => self.struct_info(s).namespace,
            Type::Enum(e) => self.enum_info(e).namespace,
            Type::Union(u) => self.union_info(u).namespace,
            Type::Opaque(o) => self.opaque_info(o).namespace,
            _ => None,
        }
    }

    /// Index of a named field of a struct, tuple or union.
    pub fn field_index(&self, id: TypeId, name: &str) -> Option<u32> {
        let found = match *self.get(id) {
            Type::Struct(s) => {
                let fields = &self.struct_info(s).fields;
                fields.iter().position(|f| f.name == name)
            }
            Type::Union(u) => {
                let fields = &self.union_info(u).fields;
                fields.iter().position(|f| f.name == name)
            }
            _ => None,
        };
        found.map(|index| index as u32)
    }
}

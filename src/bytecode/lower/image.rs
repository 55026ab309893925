//! The region of globals: variables, literals, and the constants that code copies values from.

use std::collections::HashMap;

use crate::ir::{GlobalId, Image, Module, Relocation};
use crate::types::TypePool;

use super::super::{GLOBALS_BASE, GLOBALS_END, GlobalInfo, function_address, global_tag, pointer};
use super::Problem;

pub(super) struct Images {
    bytes: Vec<u8>,
    undefined: Vec<(u32, u32)>,
    globals: Vec<GlobalInfo>,
    /// Constants by their bytes, so that equal ones lie once.
    pool: HashMap<Vec<u8>, Vec<(Image, u64)>>,
    pool_tag: u16,
}

impl Images {
    /// Gives every global its address and its tag, then writes the contents.
    pub fn new(module: &Module, types: &TypePool) -> Result<Images, Problem> {
        let mut images = Images {
            bytes: Vec::new(),
            undefined: Vec::new(),
            globals: Vec::with_capacity(module.globals.len()),
            pool: HashMap::new(),
            pool_tag: global_tag(module.globals.len()),
        };
        let mut end = GLOBALS_BASE;
        for (index, global) in module.globals.iter().enumerate() {
            let layout = types.layout(global.ty);
            let size = layout.size.max(global.init.bytes.len() as u64);
            // Granules have one owner: each global begins at one of its own, and an empty one has an address too.
            let align = layout.align.max(global.align.unwrap_or(0));
            let addr = end.next_multiple_of(u64::from(align).max(8));
            end = addr.saturating_add(size.max(1));
            if end > GLOBALS_END {
                return Err(Problem {
                    span: global.span,
                    message: "the global variables need more memory than the machine has for them"
                        .to_string(),
                });
            }
            images.globals.push(GlobalInfo {
                name: global.name.clone(),
                ty: global.ty,
                addr,
                size,
                tag: global_tag(index),
                is_const: global.is_const,
                is_library: global.is_library,
                hidden: global.hidden,
                span: global.span,
            });
        }
        images.bytes.resize((end - GLOBALS_BASE) as usize, 0);
        for (index, global) in module.globals.iter().enumerate() {
            let addr = images.globals[index].addr;
            images.write(addr, &global.init);
        }
        Ok(images)
    }

    /// The pointer to a byte of a global.
    pub fn global(&self, id: GlobalId, offset: u64) -> u64 {
        let global = &self.globals[id.0 as usize];
        pointer(global.tag, global.addr + offset)
    }

    pub fn relocated(&self, relocation: Relocation) -> u64 {
        match relocation {
            Relocation::Global(id, offset) => self.global(id, offset),
            Relocation::Function(id) => function_address(id),
        }
    }

    /// A pointer to memory that holds this constant.
    pub fn pooled(&mut self, image: &Image) -> u64 {
        if let Some(known) = self.pool.get(&image.bytes)
            && let Some((_, addr)) = known.iter().find(|(other, _)| other == image)
        {
            return pointer(self.pool_tag, *addr);
        }
        let end = GLOBALS_BASE + self.bytes.len() as u64;
        let addr = end.next_multiple_of(16);
        self.write(addr, image);
        let entry = self.pool.entry(image.bytes.clone()).or_default();
        entry.push((image.clone(), addr));
        pointer(self.pool_tag, addr)
    }

    /// Whether the pool has outgrown the region.
    pub fn is_full(&self) -> bool {
        GLOBALS_BASE + self.bytes.len() as u64 > GLOBALS_END
    }

    fn write(&mut self, addr: u64, image: &Image) {
        let start = (addr - GLOBALS_BASE) as usize;
        let end = start + image.bytes.len();
        if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        self.bytes[start..end].copy_from_slice(&image.bytes);
        for &(offset, relocation) in &image.relocations {
            let value = self.relocated(relocation).to_le_bytes();
            let at = start + offset as usize;
            if let Some(hole) = self.bytes.get_mut(at..at + 8) {
                hole.copy_from_slice(&value);
            }
        }
        let shift = start as u32;
        let moved = image.undefined.iter().map(|&(s, e)| (s + shift, e + shift));
        self.undefined.extend(moved);
    }

    /// Bytes, undefined ranges, table.
    pub fn finish(mut self) -> (Vec<u8>, Vec<(u32, u32)>, Vec<GlobalInfo>) {
        let addr = self.pool.values().flatten().map(|(_, addr)| *addr).min();
        if let Some(addr) = addr {
            self.globals.push(GlobalInfo {
                name: "constants".to_string(),
                ty: crate::types::TypeId::VOID,
                addr,
                size: GLOBALS_BASE + self.bytes.len() as u64 - addr,
                tag: self.pool_tag,
                is_const: true,
                is_library: true,
                hidden: true,
                span: None,
            });
        }
        self.undefined.sort_unstable();
        (self.bytes, self.undefined, self.globals)
    }
}

//! How variables and blocks looked at another moment, to mark what has changed since.

use std::collections::HashMap;

use super::blocks::Holders;
use super::present::Present;
use super::view::{Block, Variable};
use crate::vm::BlockId;

/// Texts of variables by the activation of their function, and of blocks.
#[derive(Default)]
pub struct Faces {
    variables: HashMap<(u64, String), String>,
    blocks: HashMap<BlockId, String>,
}

/// Calls from the innermost outwards that are compared.
const CALLS: usize = 16;
/// Blocks from the youngest on that are compared.
const BLOCKS: u32 = 64;
const CHILDREN: usize = 8;

impl Faces {
    pub fn of(present: &Present<'_>) -> Faces {
        let mut faces = Faces::default();
        for call in present.shown_calls().iter().take(CALLS) {
            for variable in present.variables(call, CHILDREN) {
                let key = (call.called, variable.name);
                faces.variables.insert(key, variable.value.text);
            }
        }
        for variable in present.global_variables(CHILDREN) {
            faces
                .variables
                .insert((u64::MAX, variable.name), variable.value.text);
        }
        let born = present.block_count();
        for id in (born.saturating_sub(BLOCKS) + 1..=born).map(BlockId) {
            if let Some(block) = present.block(id, &Holders::new(), 0, CHILDREN) {
                faces.blocks.insert(id, face(&block));
            }
        }
        faces
    }

    /// Notes in a variable what it was before; `frame` is `u64::MAX` for globals.
    pub fn compare(&self, frame: u64, variable: &mut Variable) {
        if let Some(old) = self.variables.get(&(frame, variable.name.clone()))
            && *old != variable.value.text
        {
            variable.changed = true;
            variable.old = Some(old.clone());
        }
    }

    pub fn compare_block(&self, block: &mut Block) {
        let old = self.blocks.get(&block.id);
        block.changed = old.is_some_and(|old| *old != face(block));
    }
}

fn face(block: &Block) -> String {
    format!(
        "{} {} {}",
        block.died.is_some(),
        block.size,
        block.value.text
    )
}

//! What would be lost if the innermost function returned an error now: blocks that only its own variables know
//! and that none of its pending defers frees.

use super::blocks::Holders;
use super::present::Present;
use super::view::FrameDefers;
use crate::bytecode::address::HEAP_BASE;
use crate::types::Type;
use crate::vm::BlockId;

/// Blocks that are named at the most.
const NAMED: usize = 4;
/// Blocks that are looked at for it.
const LOOKED: usize = 1000;

impl Present<'_> {
    /// Completes the innermost live frame of `frames`, or adds one if it has no defers but something to lose.
    pub fn add_departure(&self, frames: &mut Vec<FrameDefers>, holders: &Holders) {
        let calls = self.shown_calls();
        let Some(call) = calls.first() else {
            return;
        };
        let program = self.atlas.program();
        let returned = program.types.get(program.function(call.function).ret);
        if !matches!(returned, Type::ErrorUnion { .. }) {
            return;
        }
        let name = self.function_name(call.function);
        // Holders are told apart by the names of functions only.
        let same = calls
            .iter()
            .filter(|c| self.function_name(c.function) == name);
        let is_alone = same.count() == 1;
        let position = frames.iter().position(|f| f.frame == call.called);
        let known = position.map(|at| &frames[at]);
        let lost = match is_alone {
            true => self.lost(name, known, holders),
            false => Vec::new(),
        };
        match position {
            Some(at) => {
                frames[at].can_fail = true;
                frames[at].lost = lost;
            }
            None if !lost.is_empty() => frames.insert(
                0,
                FrameDefers {
                    frame: call.called,
                    function: name.to_owned(),
                    is_live: true,
                    can_fail: true,
                    lost,
                    ending: None,
                    entries: Vec::new(),
                },
            ),
            None => {}
        }
    }

    fn lost(&self, name: &str, frame: Option<&FrameDefers>, holders: &Holders) -> Vec<BlockId> {
        let blocks = self.machine.memory().blocks();
        let own = |path: &str| {
            path.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with('.'))
        };
        let is_lost = |id: &BlockId, paths: &[String]| {
            !paths.is_empty()
                && paths.iter().all(|path| own(path))
                && blocks
                    .leases_of(*id)
                    .last()
                    .is_some_and(|(lease, _)| blocks.is_alive(lease))
                && !frame.is_some_and(|f| will_free(f, *id, paths))
                && self.is_own_piece(*id)
        };
        let found = holders
            .iter()
            .take(LOOKED)
            .filter(|(id, paths)| is_lost(id, paths));
        found.map(|(id, _)| *id).take(NAMED).collect()
    }

    /// Neither inside another block nor cut out of a buffer: nothing but freeing it gives it back.
    fn is_own_piece(&self, id: BlockId) -> bool {
        let none = Holders::new();
        let block = self.block(id, &none, 0, 0);
        block.is_some_and(|b| b.parent.is_none() && b.addr >= HEAP_BASE)
    }
}

/// Whether a pending defer frees the block, or may: it is called on, or with, a variable that holds it.
fn will_free(frame: &FrameDefers, id: BlockId, paths: &[String]) -> bool {
    let mut pending = frame.entries.iter().filter(|e| e.order.is_some());
    pending.any(|entry| {
        let roots = paths.iter().filter_map(|path| root(path));
        entry.target == Some(id) || roots.into_iter().any(|root| mentions(&entry.text, root))
    })
}

/// `main.list.items` and `main.list[0]` are about `list`.
fn root(path: &str) -> Option<&str> {
    let rest = path.split_once('.')?.1;
    rest.split(['.', '[']).next()
}

fn mentions(text: &str, name: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .any(|word| word == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_about_its_variable() {
        assert_eq!(root("main.list.items"), Some("list"));
        assert_eq!(root("main.all[2].next"), Some("all"));
        assert_eq!(root("main"), None);
    }

    #[test]
    fn a_name_is_a_whole_word() {
        assert!(mentions("list.deinit()", "list"));
        assert!(!mentions("lists.deinit()", "list"));
    }
}

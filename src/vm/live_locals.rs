//! The locals that are alive and have their address taken, innermost first. A moment keeps its list by one reference,
//! and shares with its neighbours what they have in common: most of the stack.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::owner::LocalLife;

#[derive(Clone, Default, Debug)]
pub(super) struct LiveLocals(Option<Arc<Node>>);

#[derive(Clone, Debug)]
struct Node {
    life: LocalLife,
    below: LiveLocals,
    /// With this one.
    count: usize,
}

impl LiveLocals {
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |node| node.count)
    }

    pub fn iter(&self) -> impl Iterator<Item = &LocalLife> + '_ {
        let nodes = std::iter::successors(self.0.as_deref(), |node| node.below.0.as_deref());
        nodes.map(|node| &node.life)
    }

    /// The local behind a tag.
    pub fn find(&self, tag: u16) -> Option<&LocalLife> {
        self.iter().find(|life| life.tag == tag)
    }

    pub fn push(&mut self, life: LocalLife) {
        let count = self.len() + 1;
        let below = std::mem::take(self);
        self.0 = Some(Arc::new(Node { life, below, count }));
    }

    /// Takes out the local that starts here. Usually it is the innermost one, or near it.
    pub fn remove(&mut self, addr: u64) {
        let Some(depth) = self.iter().position(|life| life.addr == addr) else {
            return;
        };
        let above: Vec<LocalLife> = self.iter().take(depth).copied().collect();
        for _ in 0..=depth {
            let below = self.0.as_ref().map(|node| node.below.clone());
            *self = below.unwrap_or_default();
        }
        above.into_iter().rev().for_each(|life| self.push(life));
    }
}

/// Node by node: a long list would need a deep stack otherwise.
impl Drop for LiveLocals {
    fn drop(&mut self) {
        let mut next = self.0.take();
        while let Some(mut node) = next.and_then(Arc::into_inner) {
            next = node.below.0.take();
        }
    }
}

impl PartialEq for LiveLocals {
    fn eq(&self, other: &LiveLocals) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Eq for LiveLocals {}

impl Hash for LiveLocals {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.iter().for_each(|life| life.hash(state));
    }
}

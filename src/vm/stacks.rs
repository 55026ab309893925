//! Call stacks, remembered as a tree: a stack is the one around it and a call. Events of one function lie mostly in
//! calls that others have lain in before, so a stack that is new costs a few bytes, and one that is known a look or two.
//!
//! What is remembered of a stack depends on the stack alone and on what the run had before, so that a replay finds the
//! same again.

use crate::bytecode::Pc;

use super::event::StackId;
use super::memory::FIRST_FRAME;
use super::{Memory, Tick};

/// Stacks that are remembered as a whole, at most ...
const MOST: usize = 50_000;
/// ... and with those of which the innermost calls are. Beyond that it is the innermost call alone.
const MOST_CUT: usize = 60_000;
/// Of a stack that is deeper than so many cells, or one too many, so many calls are remembered.
const WHOLE_CELLS: usize = 1 << 16;
const INNERMOST: usize = 8;
/// Frames whose stacks are found at once.
const RECENT: usize = 1024;

/// Nothing was called.
const NO_CALLS: StackId = StackId(0);
/// Around a stack of which only the innermost calls are known.
const UNKNOWN: StackId = StackId(1);
const NONE: u32 = u32::MAX;

/// A call, and the stack in which it was made.
#[derive(Clone, Copy, Debug)]
struct Node {
    around: StackId,
    call: Pc,
    /// Calls, this one included, or [`NONE`] where those outside are not known.
    depth: u32,
    /// Of the calls that were made in this one, the first that was found.
    inner: u32,
    /// Another call that was made where this one was.
    next: u32,
}

/// A frame, and when it was called: there is no other one like it in all of the run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Activation {
    fp: usize,
    called: Tick,
}

/// The frames of the running program.
pub(super) trait Frames {
    /// The call that made a frame, and its caller's frame. Nobody called the first one.
    fn caller(&self, fp: usize) -> Option<(Pc, usize)>;

    /// When a frame was called.
    fn called(&self, fp: usize) -> Tick;
}

/// All call stacks that were asked for.
pub(super) struct Stacks {
    nodes: Vec<Node>,
    /// By the place of the frame: the stack of the calls that made it.
    recent: Vec<(Activation, StackId)>,
    /// Frames on the way from one that is known to one that is asked for.
    way: Vec<(Activation, Pc)>,
}

/// A remembered call stack.
#[derive(Clone, Copy)]
pub struct CallStack<'a> {
    stacks: &'a Stacks,
    id: StackId,
}

impl<'a> CallStack<'a> {
    /// The calls (not the places to which they return), the innermost first.
    pub fn calls(&self) -> impl Iterator<Item = Pc> + 'a {
        let stacks = self.stacks;
        std::iter::successors(stacks.node(self.id), |node| stacks.node(node.around))
            .map(|node| node.call)
    }

    /// How many calls were active, if that is remembered.
    pub fn depth(&self) -> Option<u32> {
        match self.stacks.nodes[self.id.0 as usize].depth {
            NONE => None,
            depth => Some(depth),
        }
    }
}

impl Default for Stacks {
    fn default() -> Stacks {
        let root = |depth| Node {
            around: NO_CALLS,
            call: Pc(0),
            depth,
            inner: NONE,
            next: NONE,
        };
        let nobody = Activation {
            fp: 0,
            called: Tick(0),
        };
        Stacks {
            nodes: vec![root(0), root(NONE)],
            recent: vec![(nobody, NO_CALLS); RECENT],
            way: Vec::new(),
        }
    }
}

impl Stacks {
    pub fn stack(&self, id: StackId) -> CallStack<'_> {
        CallStack { stacks: self, id }
    }

    /// Bytes of the host.
    pub fn footprint(&self) -> usize {
        self.nodes.capacity() * size_of::<Node>()
    }

    /// The calls that led to a frame.
    #[inline]
    pub fn of_frame(&mut self, frames: &impl Frames, fp: usize) -> StackId {
        match self.recent(activation(frames, fp)) {
            Some(stack) => stack,
            None => self.find(frames, fp),
        }
    }

    #[inline]
    fn recent(&self, frame: Activation) -> Option<StackId> {
        let (known, stack) = self.recent[slot(frame.fp)];
        (known == frame).then_some(stack)
    }

    #[inline(never)]
    fn find(&mut self, frames: &impl Frames, fp: usize) -> StackId {
        let found = match fp.saturating_sub(FIRST_FRAME) <= WHOLE_CELLS {
            true => self
                .find_beside(frames, fp)
                .or_else(|| self.find_whole(frames, fp)),
            false => None,
        };
        found.unwrap_or_else(|| {
            let stack = self.innermost(frames, fp);
            self.recent[slot(fp)] = (activation(frames, fp), stack);
            stack
        })
    }

    /// The stack of a call out of a frame whose stack is known, if such a call was made there before: the same line that
    /// allocates in a loop.
    #[inline]
    fn find_beside(&mut self, frames: &impl Frames, fp: usize) -> Option<StackId> {
        let (call, caller) = frames.caller(fp)?;
        let around = match caller {
            FIRST_FRAME => NO_CALLS,
            _ => self.recent(activation(frames, caller))?,
        };
        let stack = StackId(self.nodes[around.0 as usize].inner);
        let node = self.nodes.get(stack.0 as usize)?;
        if node.call != call || node.depth == NONE {
            return None;
        }
        self.recent[slot(fp)] = (activation(frames, fp), stack);
        Some(stack)
    }

    /// The whole stack, by way of the nearest frame around this one whose stack is known.
    fn find_whole(&mut self, frames: &impl Frames, fp: usize) -> Option<StackId> {
        self.way.clear();
        let mut at = fp;
        let mut stack = loop {
            let frame = activation(frames, at);
            if let Some(known) = self.recent(frame) {
                break known;
            }
            let Some((call, caller)) = frames.caller(at) else {
                break NO_CALLS;
            };
            self.way.push((frame, call));
            at = caller;
        };
        while let Some((frame, call)) = self.way.pop() {
            stack = self.inside(stack, call, MOST)?;
            self.recent[slot(frame.fp)] = (frame, stack);
        }
        self.stack(stack).depth().map(|_| stack)
    }

    /// As much as there is room for of the innermost calls.
    #[cold]
    fn innermost(&mut self, frames: &impl Frames, fp: usize) -> StackId {
        let calls = std::iter::successors(frames.caller(fp), |(_, fp)| frames.caller(*fp));
        let calls: Vec<Pc> = calls.take(INNERMOST).map(|(call, _)| call).collect();
        let mut outside_in = calls.iter().rev();
        let some = outside_in.try_fold(UNKNOWN, |stack, call| self.inside(stack, *call, MOST_CUT));
        // There are not more of these than the program has calls.
        let one = |stacks: &mut Stacks| stacks.inside(UNKNOWN, *calls.first()?, usize::MAX);
        some.or_else(|| one(self)).unwrap_or(NO_CALLS)
    }

    /// The stack of a call that is made in another stack. `None` if it is new and there are that many already.
    fn inside(&mut self, around: StackId, call: Pc, most: usize) -> Option<StackId> {
        let first = self.nodes[around.0 as usize].inner;
        let mut inner = first;
        while let Some(node) = self.nodes.get(inner as usize) {
            if node.call == call {
                return Some(StackId(inner));
            }
            inner = node.next;
        }
        if self.nodes.len() >= most {
            return None;
        }
        let id = self.nodes.len() as u32;
        let outside = &mut self.nodes[around.0 as usize];
        outside.inner = id;
        let depth = match outside.depth {
            NONE => NONE,
            depth => depth + 1,
        };
        self.nodes.push(Node {
            around,
            call,
            depth,
            inner: NONE,
            next: first,
        });
        Some(StackId(id))
    }

    /// A call; nothing is one where nobody knows more.
    fn node(&self, id: StackId) -> Option<Node> {
        (id != NO_CALLS && id != UNKNOWN).then(|| self.nodes[id.0 as usize])
    }
}

fn activation(frames: &impl Frames, fp: usize) -> Activation {
    Activation {
        fp,
        called: frames.called(fp),
    }
}

/// Frames of one function that calls itself lie equally far apart: they are spread over all slots.
fn slot(fp: usize) -> usize {
    (fp.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) % RECENT
}

impl Frames for Memory {
    #[inline]
    fn caller(&self, fp: usize) -> Option<(Pc, usize)> {
        let (call, caller) = Memory::caller(self, fp)?;
        Some((Pc(call), caller))
    }

    #[inline]
    fn called(&self, fp: usize) -> Tick {
        Tick(self.reg(fp - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Frames of `size` cells each, made by these calls one after the other.
    #[derive(Default)]
    struct Model {
        size: usize,
        calls: Vec<(Pc, Tick)>,
        tick: u64,
    }

    impl Model {
        fn call(&mut self, pc: u32) {
            self.tick += 1;
            self.calls.push((Pc(pc), Tick(self.tick)));
        }

        fn number(&self, fp: usize) -> usize {
            (fp - FIRST_FRAME) / self.size
        }

        fn stack(&self, stacks: &mut Stacks) -> StackId {
            stacks.of_frame(self, FIRST_FRAME + self.calls.len() * self.size)
        }
    }

    impl Frames for Model {
        fn caller(&self, fp: usize) -> Option<(Pc, usize)> {
            let outside = self.number(fp).checked_sub(1)?;
            Some((self.calls[outside].0, fp - self.size))
        }

        fn called(&self, fp: usize) -> Tick {
            let outside = self.number(fp).checked_sub(1);
            outside.map_or(Tick(0), |outside| self.calls[outside].1)
        }
    }

    fn model(size: usize) -> Model {
        Model {
            size,
            ..Model::default()
        }
    }

    #[test]
    fn a_stack_is_what_was_called() {
        let (mut stacks, mut model) = (Stacks::default(), model(10));
        let mut seed = 1u64;
        let mut ids = std::collections::HashMap::new();
        for _ in 0..20_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            match seed >> 62 {
                0 if !model.calls.is_empty() => _ = model.calls.pop(),
                pc if model.calls.len() < 50 => model.call(pc as u32 + 7),
                _ => model.calls.truncate(3),
            }
            let id = model.stack(&mut stacks);
            let calls: Vec<Pc> = model.calls.iter().rev().map(|(call, _)| *call).collect();
            assert!(stacks.stack(id).calls().eq(calls.iter().copied()));
            assert_eq!(stacks.stack(id).depth(), Some(calls.len() as u32));
            assert_eq!(*ids.entry(calls).or_insert(id), id);
        }
    }

    #[test]
    fn of_a_very_deep_one_the_innermost_calls_are_known() {
        let (mut stacks, mut model) = (Stacks::default(), model(WHOLE_CELLS / 100));
        (0..500).for_each(|number| model.call(number % 3));
        let deep = model.stack(&mut stacks);
        let calls = stacks.stack(deep).calls();
        let known = model.calls.iter().rev().take(INNERMOST);
        assert!(calls.eq(known.map(|(call, _)| *call)));
        assert_eq!(stacks.stack(deep).depth(), None);
        model.calls.truncate(497);
        assert_eq!(model.stack(&mut stacks), deep);
        model.calls.truncate(99);
        let shallow = model.stack(&mut stacks);
        assert_eq!(stacks.stack(shallow).depth(), Some(99));
    }

    #[test]
    fn of_one_too_many_the_innermost_calls_are_known() {
        let (mut stacks, mut model) = (Stacks::default(), model(10));
        // Every stack of seventeen calls from two places: more than there is room for.
        for number in 0..1 << 17u32 {
            model.calls.clear();
            (0..17).for_each(|bit| model.call(number >> bit & 1));
            model.stack(&mut stacks);
        }
        assert!(stacks.nodes.len() <= MOST + (2 << INNERMOST));
        let last = model.stack(&mut stacks);
        let calls: Vec<Pc> = stacks.stack(last).calls().collect();
        assert_eq!(calls, [Pc(1); INNERMOST]);
        let again = model.stack(&mut stacks);
        assert_eq!(again, last);
        // What lies in it is known no better.
        model.call(1);
        assert_eq!(model.stack(&mut stacks), last);
    }
}

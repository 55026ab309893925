//! Random programs of allocator calls and accesses against a naive model that keeps every byte's owner apart.

use super::*;
use crate::bytecode::address::addr_of;
use proptest::prelude::*;
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
enum Act {
    Alloc {
        len: u64,
    },
    /// Cut a block from the block number `of` (of those ever made).
    Cut {
        of: usize,
        offset: u64,
        len: u64,
    },
    Free {
        of: usize,
    },
    Store {
        of: usize,
        offset: i64,
        len: u64,
        value: u64,
    },
    Load {
        of: usize,
        offset: i64,
        len: u64,
    },
    Copy {
        from: usize,
        to: usize,
        offset: u64,
        len: u64,
    },
    /// Begin a new interval.
    Cut2,
    /// Undo the last interval and redo it.
    Rewind,
}

fn act() -> impl Strategy<Value = Act> {
    let size = || prop_oneof![Just(1u64), Just(2), Just(4), Just(8)];
    prop_oneof![
        2 => (1u64..200).prop_map(|len| Act::Alloc { len }),
        1 => (4000u64..20_000).prop_map(|len| Act::Alloc { len }),
        3 => (0usize..40, 0u64..120, 1u64..60)
            .prop_map(|(of, offset, len)| Act::Cut { of, offset, len }),
        2 => (0usize..40).prop_map(|of| Act::Free { of }),
        8 => (0usize..40, -16i64..220, size(), any::<u64>())
            .prop_map(|(of, offset, len, value)| Act::Store { of, offset, len, value }),
        8 => (0usize..40, -16i64..220, size())
            .prop_map(|(of, offset, len)| Act::Load { of, offset, len }),
        2 => (0usize..40, 0usize..40, 0u64..40, 1u64..100)
            .prop_map(|(from, to, offset, len)| Act::Copy { from, to, offset, len }),
        1 => Just(Act::Cut2),
        1 => Just(Act::Rewind),
    ]
}

/// What the model knows of a block.
#[derive(Clone, Debug)]
struct Known {
    ptr: u64,
    len: u64,
    parent: Option<usize>,
    alive: bool,
}

/// Every byte that was written and not undefined since: address to value. Owners are found by search.
#[derive(Default)]
struct Model {
    blocks: Vec<Known>,
    bytes: BTreeMap<u64, u8>,
}

impl Model {
    fn may_touch(&self, block: usize, addr: u64) -> bool {
        let known = &self.blocks[block];
        let start = addr_of(known.ptr);
        known.alive && start <= addr && addr < start + known.len
    }

    fn kill(&mut self, block: usize) {
        for i in 0..self.blocks.len() {
            if self.blocks[i].alive && self.blocks[i].parent == Some(block) {
                self.kill(i);
            }
        }
        let known = &mut self.blocks[block];
        known.alive = false;
        let start = addr_of(known.ptr);
        for addr in start..start + known.len {
            self.bytes.remove(&addr);
        }
    }

    /// Ends what was cut from `parent` over this range.
    fn kill_overlapping(&mut self, parent: Option<usize>, start: u64, end: u64) {
        for i in 0..self.blocks.len() {
            let known = &self.blocks[i];
            let at = addr_of(known.ptr);
            if known.alive && known.parent == parent && at < end && start < at + known.len {
                self.kill(i);
            }
        }
    }
}

/// The pointer that the allocator of a block gives it out with: the parent's.
fn cut(b: &mut Bench, model: &mut Model, of: usize, offset: u64, len: u64) {
    let parent = model.blocks[of].clone();
    let outcome = b.born(OTHER, parent.ptr + offset, 1, len);
    if !parent.alive || offset + len > parent.len {
        assert!(outcome.is_err(), "{parent:?} gave {outcome:?}");
        return;
    }
    let start = addr_of(parent.ptr) + offset;
    model.kill_overlapping(Some(of), start, start + len);
    for addr in start..start + len {
        model.bytes.remove(&addr);
    }
    model.blocks.push(Known {
        ptr: outcome.unwrap(),
        len,
        parent: Some(of),
        alive: true,
    });
}

fn free(b: &mut Bench, model: &mut Model, of: usize) {
    let known = model.blocks[of].clone();
    let outcome = match known.parent {
        None => b.free(known.ptr, known.len),
        Some(_) => b.dies(OTHER, known.ptr, known.len).map(|_| ()),
    };
    assert_eq!(outcome.is_ok(), known.alive, "{known:?} {outcome:?}");
    if known.alive {
        model.kill(of);
    }
}

fn store(b: &mut Bench, model: &mut Model, of: usize, addr: u64, len: u64, value: u64) {
    let tagged = model.blocks[of].ptr & !0xffff_ffff_ffff | addr;
    let is_legal = (addr..addr + len).all(|a| model.may_touch(of, a));
    let outcome = b.store(tagged, len, value);
    assert_eq!(
        outcome.is_ok(),
        is_legal,
        "{outcome:?} {:?}",
        model.blocks[of]
    );
    if let Err(fault) = outcome {
        let expected = match model.blocks[of].alive {
            true => FaultCode::OutOfBounds,
            false => FaultCode::UseAfterFree,
        };
        assert_eq!(fault.code, expected);
        return;
    }
    for i in 0..len {
        model.bytes.insert(addr + i, (value >> (8 * i)) as u8);
    }
}

fn load(b: &mut Bench, model: &Model, of: usize, addr: u64, len: u64) {
    let tagged = model.blocks[of].ptr & !0xffff_ffff_ffff | addr;
    let is_legal = (addr..addr + len).all(|a| model.may_touch(of, a));
    let fast = match len {
        1 => b.memory.load::<1>(tagged),
        2 => b.memory.load::<2>(tagged),
        4 => b.memory.load::<4>(tagged),
        _ => b.memory.load::<8>(tagged),
    };
    let outcome = b.memory.load_cold(tagged, len);
    assert_eq!(
        outcome.is_ok(),
        is_legal,
        "{outcome:?} {:?}",
        model.blocks[of]
    );
    let Ok(loaded) = outcome else {
        assert_eq!(fast, None);
        return;
    };
    assert!(fast.is_none_or(|value| value == loaded.value && loaded.is_defined()));
    for i in 0..len {
        let known = model.bytes.get(&(addr + i)).copied();
        assert_eq!((loaded.value >> (8 * i)) as u8, known.unwrap_or(0xaa));
        assert_eq!(loaded.defined >> i & 1 == 1, known.is_some());
    }
}

fn copy(b: &mut Bench, model: &mut Model, from: usize, to: usize, offset: u64, len: u64) {
    let (src, dst) = (model.blocks[from].ptr, model.blocks[to].ptr + offset);
    let (s, d) = (addr_of(src), addr_of(dst));
    let is_legal = (0..len).all(|i| model.may_touch(from, s + i) && model.may_touch(to, d + i));
    assert_eq!(b.memory.copy(dst, src, len).is_ok(), is_legal);
    if is_legal {
        let bytes: Vec<_> = (0..len)
            .map(|i| model.bytes.get(&(s + i)).copied())
            .collect();
        for (i, byte) in bytes.into_iter().enumerate() {
            match byte {
                Some(byte) => model.bytes.insert(d + i as u64, byte),
                None => model.bytes.remove(&(d + i as u64)),
            };
        }
    }
}

fn run(acts: &[Act]) {
    let mut b = Bench::new();
    let mut model = Model::default();
    let frame = (STACK_BASE / 8) as usize..(STACK_BASE / 8) as usize + 80;
    b.memory.begin_interval(frame.clone());
    let mut mark = b.memory.mark();
    for act in acts {
        let pick = |of: usize| (!model.blocks.is_empty()).then(|| of % model.blocks.len());
        match *act {
            Act::Alloc { len } => {
                let ptr = b.alloc(len);
                model.blocks.push(Known {
                    ptr,
                    len,
                    parent: None,
                    alive: true,
                });
            }
            Act::Cut { of, offset, len } => {
                if let Some(of) = pick(of) {
                    cut(&mut b, &mut model, of, offset, len);
                }
            }
            Act::Free { of } => {
                if let Some(of) = pick(of) {
                    free(&mut b, &mut model, of);
                }
            }
            Act::Store {
                of,
                offset,
                len,
                value,
            } => {
                if let Some(of) = pick(of) {
                    let addr = addr_of(model.blocks[of].ptr).wrapping_add_signed(offset);
                    store(&mut b, &mut model, of, addr, len, value);
                }
            }
            Act::Load { of, offset, len } => {
                if let Some(of) = pick(of) {
                    let addr = addr_of(model.blocks[of].ptr).wrapping_add_signed(offset);
                    load(&mut b, &model, of, addr, len);
                }
            }
            Act::Copy {
                from,
                to,
                offset,
                len,
            } => {
                if let (Some(from), Some(to)) = (pick(from), pick(to)) {
                    copy(&mut b, &mut model, from, to, offset, len);
                }
            }
            Act::Cut2 => {
                b.memory.forget_open();
                b.memory.begin_interval(frame.clone());
                mark = b.memory.mark();
            }
            Act::Rewind => {
                let now = b.memory.mark();
                let difference = b.memory.take_difference();
                b.memory.apply(&[&difference]);
                b.memory.restore(&mark);
                b.memory.apply(&[&difference]);
                b.memory.restore(&now);
                b.memory.begin_interval(frame.clone());
                mark = now;
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]
    #[test]
    fn memory_agrees_with_the_model(acts in prop::collection::vec(act(), 1..80)) {
        run(&acts);
    }
}

//! A list is gone through, and its items are added up or counted: `while (head) |node| : (head = node.next) sum +=
//! node.value;`

use std::cell::Cell;

use crate::bytecode::{Instr, Op};

use super::super::fast::load;
use super::super::fields::signed32;
use super::sum::Sum;
use super::{Data, Jumps, Operand, Ran};

pub(in crate::vm) struct Walk {
    /// The pointer that may be null, and the same in the body of the loop.
    head: u16,
    node: u16,
    item: Option<Item>,
    sum: Sum,
    /// Bytes before the pointer to the next node.
    next: u16,
    /// Behind the loop.
    exit: usize,
    words: usize,
}

/// What is read of each node.
struct Item {
    load: Op,
    to: u16,
    offset: u16,
}

impl Walk {
    pub fn at(code: &[Instr], pc: usize) -> Option<Walk> {
        let [test, bind, third, ..] = code else {
            return None;
        };
        let is_head = test.opcode() == Op::JEqI && test.b == 0;
        let is_bound = bind.opcode() == Op::Mov && bind.b == test.a;
        if !is_head || !is_bound {
            return None;
        }
        let (head, node) = (test.a, bind.a);
        let loads = [Op::LdU8, Op::LdU32, Op::LdS32, Op::Ld64];
        let is_load = loads.contains(&third.opcode());
        let item = is_load.then_some(Item {
            load: third.opcode(),
            to: third.a,
            offset: third.c,
        });
        let [add, load, jump, ..] = code.get(2 + usize::from(is_load)..)? else {
            return None;
        };
        let sum = Sum::at(add)?;
        let words = 5 + usize::from(is_load);
        let goes_on = load.opcode() == Op::Ld64 && (load.a, load.b) == (head, node);
        let reads_node = item.is_none() || third.b == node;
        // Above a loop stands what jumps to it; so the way out goes forwards.
        let exit = usize::try_from(1 + i32::from(test.c as i16)).ok()?;
        let is_plain = [load.x, if is_load { third.x } else { 0 }] == [0; 2];
        let walk = Walk {
            head,
            node,
            item,
            sum,
            next: load.c,
            exit,
            words,
        };
        let is_loop = jump.opcode() == Op::Jump && jump.imm() as usize == pc;
        (is_loop && goes_on && reads_node && is_plain && walk.is_steady()).then_some(walk)
    }

    /// Whether all that changes is apart.
    fn is_steady(&self) -> bool {
        let own = [self.head, self.node, self.sum.slot];
        let item = self.item.as_ref().map(|item| item.to);
        let is_apart = own[0] != own[1] && own[0] != own[2] && own[1] != own[2];
        let is_free = item.is_none_or(|item| !own.contains(&item));
        let by_item = item.map(Operand::Slot) == Some(self.sum.by);
        is_apart && is_free && (by_item || !own.map(Operand::Slot).contains(&self.sum.by))
    }

    pub fn words(&self) -> usize {
        self.words
    }

    pub fn run(&self, data: &mut Data, most: u64) -> Ran {
        match self.item.as_ref().map(|item| item.load) {
            Some(Op::LdU8) => self.run_with::<1>(data, most, |byte| byte),
            Some(Op::LdU32) => self.run_with::<4>(data, most, |word| word),
            Some(Op::LdS32) => self.run_with::<4>(data, most, signed32),
            _ => self.run_with::<8>(data, most, |item| item),
        }
    }

    #[inline(always)]
    fn run_with<const N: usize>(
        &self,
        data: &mut Data,
        most: u64,
        value: impl Fn(u64) -> u64,
    ) -> Ran {
        let (mut head, mut node) = (data.register(self.head), data.register(self.node));
        let mut sum = data.register(self.sum.slot);
        let by = data.number(self.sum.by);
        let item = self.item.as_ref();
        let is_by_item = item.is_some_and(|item| self.sum.by == Operand::Slot(item.to));
        let mut last = item.map(|item| data.register(item.to));
        let words = &data.memory.words[..];
        let cells = Cell::from_mut(&mut data.memory.cells[..]).as_slice_of_cells();
        let behind = |node: u64, offset: u16| node.wrapping_add(offset.into());
        let mut done = 0;
        while done < most && head != 0 {
            let loaded = match item {
                Some(item) => match load::<N>(cells, words, behind(head, item.offset)) {
                    Some(loaded) => Some(value(loaded)),
                    None => break,
                },
                None => None,
            };
            let more = if is_by_item { loaded.unwrap_or(by) } else { by };
            let next_sum = self.sum.added(sum, more);
            let next = load::<8>(cells, words, behind(head, self.next));
            let (Some(next_sum), Some(next)) = (next_sum, next) else {
                break;
            };
            (node, last, sum, head) = (head, loaded, next_sum, next);
            done += 1;
        }
        data.set_register(self.node, node);
        data.set_register(self.sum.slot, sum);
        data.set_register(self.head, head);
        if let (Some(item), Some(last)) = (item, last) {
            data.set_register(item.to, last);
        }
        let jumps = Jumps {
            times: done,
            from: self.words,
            to: 0,
        };
        match (done == most, head) {
            (true, _) => Ran::before(0, jumps),
            (false, 0) => self.leave(jumps),
            (false, _) => self.begin(data, jumps),
        }
    }

    /// There is no node any more.
    fn leave(&self, jumps: Jumps) -> Ran {
        let out = Jumps {
            times: 1,
            from: 1,
            to: self.exit,
        };
        Ran {
            jumps: [jumps, out],
            at: self.exit,
            is_doubtful: false,
        }
    }

    /// Begins the round in which something comes up.
    fn begin(&self, data: &mut Data, jumps: Jumps) -> Ran {
        let node = data.register(self.head);
        data.set_register(self.node, node);
        if self.item.is_some() {
            return Ran::before(2, jumps);
        }
        let sum = data.register(self.sum.slot);
        match self.sum.added(sum, data.number(self.sum.by)) {
            Some(sum) => {
                data.set_register(self.sum.slot, sum);
                Ran::before(3, jumps)
            }
            None => Ran::before(2, jumps),
        }
    }
}

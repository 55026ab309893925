//! Constants of loops: what the loops of a function would load again and again lies in registers of its own, loaded
//! once before the outermost of them.
//!
//! Which constants those are is known only when the loop is written. So a function is written a second time if there
//! are any, with what the first time found out.

use super::super::Op;
use super::function::Lowering;

/// More registers than these are not taken for one outermost loop.
const MOST: usize = 12;

/// Constants that one outermost loop uses, in the order in which they come up.
pub(super) type Found = Vec<Constant>;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Constant {
    value: u64,
    /// Uses, those in inner loops counting more.
    weight: u32,
}

#[derive(Default)]
pub(super) struct LoopConstants {
    /// What the last time found out, by outermost loop.
    known: Vec<Found>,
    found: Vec<Found>,
    /// Values and their registers, while one of the loops is open.
    held: Vec<(u64, u16)>,
    depth: u32,
    /// Above 0 in what a loop does at most once.
    once: u32,
}

impl LoopConstants {
    pub fn knowing(known: Vec<Found>) -> LoopConstants {
        LoopConstants {
            known,
            ..LoopConstants::default()
        }
    }

    /// What this time found out, if it is worth writing the function again.
    pub fn news(&mut self) -> Option<Vec<Found>> {
        let is_news = self.known.is_empty() && self.found.iter().any(|found| !found.is_empty());
        is_news.then(|| self.found.drain(..).map(heaviest).collect())
    }

    fn note(&mut self, value: u64) {
        if self.depth == 0 || self.once > 0 {
            return;
        }
        let weight = 8u32.pow(self.depth.min(6) - 1);
        let Some(found) = self.found.last_mut() else {
            return;
        };
        match found.iter_mut().find(|constant| constant.value == value) {
            Some(constant) => constant.weight = constant.weight.saturating_add(weight),
            None => found.push(Constant { value, weight }),
        }
    }
}

/// The constants that matter most, still in the order in which they come up.
fn heaviest(mut found: Found) -> Found {
    let mut weights: Vec<u32> = found.iter().map(|constant| constant.weight).collect();
    weights.sort_unstable_by(|a, b| b.cmp(a));
    if let Some(&least) = weights.get(MOST - 1) {
        found.retain(|constant| constant.weight >= least);
        found.truncate(MOST);
    }
    found
}

impl<'u, 'm> Lowering<'u, 'm> {
    /// Writes a loop: it and what is inside it find their constants in registers.
    pub fn in_loop(&mut self, write: impl FnOnce(&mut Self)) {
        let mark = self.frame.mark();
        if self.constants.depth == 0 && self.code.is_live() {
            self.load_constants();
        }
        let own = self.frame.mark();
        self.constants.depth += 1;
        write(self);
        self.constants.depth -= 1;
        if self.constants.depth == 0 {
            self.constants.held.clear();
        }
        self.frame.release_unless_kept(mark, own);
    }

    fn load_constants(&mut self) {
        let index = self.constants.found.len();
        self.constants.found.push(Found::new());
        let Some(known) = self.constants.known.get(index).cloned() else {
            return;
        };
        for Constant { value, .. } in known {
            let reg = self.number(value);
            self.constants.held.push((value, reg));
        }
        self.frame.keep();
    }

    /// Writes what a loop does at most once, as it leaves the function with it.
    pub fn once(&mut self, write: impl FnOnce(&mut Self)) {
        self.constants.once += 1;
        write(self);
        self.constants.once -= 1;
    }

    /// A register with this number, which nobody may change.
    pub fn constant(&mut self, value: u64) -> u16 {
        let held = self.constants.held.iter().find(|held| held.0 == value);
        if let Some(&(_, reg)) = held {
            return reg;
        }
        if self.code.is_live() {
            self.constants.note(value);
        }
        self.number(value)
    }

    pub fn is_loop_constant(&self, reg: u16) -> bool {
        self.constants.held.iter().any(|held| held.1 == reg)
    }

    /// A number in a new register.
    pub fn number(&mut self, value: u64) -> u16 {
        let reg = self.reg();
        self.number_into(value, reg);
        reg
    }

    pub fn number_into(&mut self, value: u64, to: u16) {
        match i32::try_from(value as i64) {
            Ok(small) => self.code.op_wide(Op::LdI, 0, to, small as u32),
            Err(_) => {
                let index = self.unit.constant(value);
                self.code.op_wide(Op::LdK, 0, to, index);
            }
        }
    }
}

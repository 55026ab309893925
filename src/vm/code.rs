//! The code as the loop reads it. Neighbouring instructions that often follow one another are done in one go: the first
//! of them has the number of the whole sequence instead of its own, and the others stand where they stood. So nothing
//! that is counted in instructions changes, and a jump into the middle finds what it expects. Where one of them is
//! patched, the sequences that contain it are taken apart until it is whole again.

use crate::bytecode::disassemble::has_extension;
use crate::bytecode::lower::MAX_CODE;
use crate::bytecode::op::code as op;
use crate::bytecode::{Instr, Op, Program};

use super::fields::{Fields, Word, word};
use super::idiom::{Data, IDIOM, Idiom};
use super::sequence::{FIRST_SEQUENCE, SEQUENCES};

/// An index of code is brought below its length by this, which spares the loop the question whether it is.
const CODE_MASK: usize = CODE_ROOM - 1;

/// More words than a sequence and its operands occupy.
const SPAN: usize = 16;

/// The longest program, and its end.
const CODE_ROOM: usize = MAX_CODE + 1;

const _: () = assert!(CODE_ROOM.is_power_of_two());

/// An instruction, and what is counted before it: how many instructions stand there, and in the upper half how many
/// statements begin there. What a stretch of code adds to ticks and steps is the difference of its ends.
pub(super) type Line = (Word, u64);

/// The code, as far as it can ever reach.
pub(super) type Lines = [Line; CODE_ROOM + SPAN];

pub(super) struct Code {
    /// Of the fixed size that [`CODE_MASK`] is for; what is beyond the program is never touched.
    lines: Box<Lines>,
    /// For each instruction its number in the loop, patches aside.
    numbers: Box<[u8]>,
    /// The loops that are done in one go, by where they begin.
    idioms: Vec<(usize, Idiom)>,
}

impl Code {
    pub fn new(program: &Program) -> Code {
        let mut code = Code {
            lines: untouched(),
            numbers: numbers(&program.code),
            idioms: Vec::new(),
        };
        for pc in 0..program.code.len() {
            if let Some(idiom) = Idiom::at(&program.code[pc..]) {
                code.numbers[pc] = IDIOM;
                code.idioms.push((pc, idiom));
            }
        }
        let mut count = 0;
        for (pc, instr) in program.code.iter().enumerate() {
            let word = loop_word(program, *instr, code.numbers[pc]);
            code.lines[pc] = (word, count);
            count += u64::from(instr.opcode() != Op::Ext);
            count += u64::from(instr.is_statement()) << 32;
        }
        code.lines[program.code.len()].1 = count;
        code
    }

    pub fn lines(&self) -> &Lines {
        &self.lines
    }

    /// The loop that begins at an instruction whose number is [`IDIOM`].
    fn idiom(&self, pc: usize) -> Option<&Idiom> {
        let found = self.idioms.binary_search_by_key(&pc, |(start, _)| *start);
        found.ok().map(|index| &self.idioms[index].1)
    }

    /// Does rounds of the loop that begins here, until about so many instructions are done or something comes up. What is
    /// counted between the beginnings of the first and of the next round.
    #[inline(never)]
    pub fn run_idiom(&self, pc: usize, data: Data, instructions: u64) -> u64 {
        let Some(idiom) = self.idiom(pc) else {
            return 0;
        };
        let before = |words: usize| self.lines[(pc + words) & CODE_MASK].1;
        let counted = idiom.run(data, instructions).map(|jumps| {
            let once = before(jumps.from).wrapping_sub(before(jumps.to));
            once.wrapping_mul(jumps.times)
        });
        counted[0].wrapping_add(counted[1])
    }

    pub fn is_patched(&self, pc: u32) -> bool {
        Fields(&self.lines[pc as usize & CODE_MASK].0).number() == op::Patched
    }

    /// Whether the instruction is to be noticed instead of done.
    pub fn set_patched(&mut self, program: &Program, pc: u32, is_patched: bool) {
        let pc = pc as usize;
        if pc >= self.numbers.len() || self.is_patched(pc as u32) == is_patched {
            return;
        }
        self.lines[pc].0 = match is_patched {
            true => word(program.code[pc], op::Patched),
            false => self.whole_word(program, pc),
        };
        // Sequences and loops that began before it are whole or not whole now.
        for before in pc.saturating_sub(SPAN - 1)..pc {
            if self.numbers[before] >= FIRST_SEQUENCE && !self.is_patched(before as u32) {
                self.lines[before].0 = self.whole_word(program, before);
            }
        }
    }

    /// An instruction that is not patched, with the number of its sequence if all of that is there.
    fn whole_word(&self, program: &Program, pc: usize) -> Word {
        let number = self.numbers[pc];
        let code = &program.code[pc..];
        let words = match number.checked_sub(FIRST_SEQUENCE) {
            _ if number == IDIOM => self.idiom(pc).map_or(1, Idiom::words),
            Some(sequence) => length_in_words(code, SEQUENCES[sequence as usize]),
            None => 1,
        };
        let is_whole = (pc + 1..pc + words).all(|i| !self.is_patched(i as u32));
        let own = program.code[pc];
        loop_word(
            program,
            own,
            if is_whole { number } else { own_number(own) },
        )
    }
}

/// An instruction by itself, as the loop does it.
pub(super) fn alone(program: &Program, pc: usize) -> Word {
    let instr = program.code[pc];
    loop_word(program, instr, own_number(instr))
}

/// An instruction with its number in the loop. A call has the place where the function begins instead of the function,
/// and in `x` the size of its frame, or 0 if that has no room there.
fn loop_word(program: &Program, instr: Instr, number: u8) -> Word {
    let callee = match instr.opcode() {
        Op::Call => program.functions.get(instr.imm() as usize),
        _ => None,
    };
    let Some(callee) = callee else {
        return word(instr, number);
    };
    let slots = u8::try_from(callee.frame_slots.max(1)).unwrap_or(0);
    let entry = callee.entry.0;
    (number, slots, [instr.a, entry as u16, (entry >> 16) as u16])
}

/// The code from an instruction on, as far as a sequence can reach.
#[inline(always)]
pub(super) fn ahead(lines: &Lines, pc: usize) -> &[Line; SPAN] {
    let from = pc & CODE_MASK;
    let window = &lines[from..from + SPAN];
    window.try_into().expect("that many")
}

/// Zeros, not written one by one: pages that nobody touches cost the host nothing.
fn untouched() -> Box<Lines> {
    let lines = vec![Line::default(); CODE_ROOM + SPAN].into_boxed_slice();
    let Ok(lines) = lines.try_into() else {
        unreachable!("it has that length")
    };
    lines
}

/// The instruction's number in the loop if it stands for itself.
fn own_number(instr: Instr) -> u8 {
    instr.opcode() as u8
}

fn numbers(code: &[Instr]) -> Box<[u8]> {
    let mut numbers: Vec<u8> = code.iter().map(|instr| own_number(*instr)).collect();
    let by_first = sequences_by_first();
    let mut pc = 0;
    while pc < code.len() {
        let candidates = &by_first[usize::from(own_number(code[pc]))];
        let longest = candidates
            .iter()
            .filter(|index| begins_with(&code[pc..], SEQUENCES[usize::from(**index)]))
            .max_by_key(|index| SEQUENCES[usize::from(**index)].len());
        if let Some(index) = longest {
            numbers[pc] = FIRST_SEQUENCE + index;
        }
        pc += words(code[pc]);
    }
    numbers.into_boxed_slice()
}

/// By the number of an instruction, the indexes of the sequences that begin with it.
fn sequences_by_first() -> [Vec<u8>; FIRST_SEQUENCE as usize] {
    let mut by_first = [const { Vec::new() }; FIRST_SEQUENCE as usize];
    for (index, ops) in SEQUENCES.iter().enumerate() {
        by_first[ops[0] as usize].push(index as u8);
    }
    by_first
}

fn begins_with(mut code: &[Instr], ops: &[Op]) -> bool {
    ops.iter().all(|op| match code {
        [first, ..] if first.opcode() == *op => {
            code = code.get(words(*first)..).unwrap_or_default();
            true
        }
        _ => false,
    })
}

fn length_in_words(code: &[Instr], ops: &[Op]) -> usize {
    ops.iter().fold(0, |at, _| at + words(code[at]))
}

fn words(instr: Instr) -> usize {
    1 + usize::from(has_extension(instr))
}

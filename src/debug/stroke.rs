//! One assignment is one write, however many instructions it takes: `s = s[1..]` puts a pointer and a length in their
//! places, `p.* = .{ .x = 1, .y = 2 }` one field after the other. Nobody can stand between them but by single
//! instructions. Instructions that write to the same memory belong together where one runs right after the other: in the
//! same statement, with no call and no jump between them.

use std::ops::Range;

use super::present::Present;
use super::subject::instructions;
use crate::bytecode::address::addr_of;
use crate::bytecode::touch::touches;
use crate::bytecode::{Op, Pc, Program};

/// Whether the instruction at which the machine stands goes on with a write to these addresses.
pub fn goes_on(present: &Present<'_>, bytes: &Range<u64>) -> bool {
    let program = present.atlas.program();
    let pc = present.machine.pc();
    let first = present.machine.leader_of(pc);
    let mut has_begun = false;
    for before in instructions(program, first, pc) {
        has_begun |= writes(present, before, (before, pc), bytes);
    }
    has_begun
}

/// After how many instructions all of the write is done that begins where the machine stands.
pub fn length(present: &Present<'_>, bytes: &Range<u64>) -> u64 {
    let program = present.atlas.program();
    let pc = present.machine.pc();
    let first = present.machine.leader_of(pc);
    let end = Pc(program.code.len() as u32);
    let stretch = instructions(program, pc, end)
        .take_while(|&next| present.machine.leader_of(next) == first)
        .zip(1..);
    let own = stretch.filter(|&(next, _)| writes(present, next, (pc, next), bytes));
    own.map(|(_, done)| done).last().unwrap_or(1)
}

/// Whether an instruction near the machine certainly writes to some of these addresses; what it is told by registers
/// must stay the same between it and the present.
fn writes(present: &Present<'_>, pc: Pc, between: (Pc, Pc), bytes: &Range<u64>) -> bool {
    let program = present.atlas.program();
    let fp = present.machine.fp();
    let own = bytes.start.wrapping_sub(fp)..bytes.end.wrapping_sub(fp);
    if own.start < own.end && is_certain(program, pc, &own) {
        return true;
    }
    let Some(Store { pointer, at, len }) = store(program, pc) else {
        return false;
    };
    let register = 8 * u64::from(pointer)..8 * u64::from(pointer) + 8;
    let changes = |pc: Pc| touches(program, pc, None).writes_any(&register);
    if instructions(program, between.0, between.1).any(changes) {
        return false;
    }
    let value = present
        .machine
        .memory()
        .reg((fp / 8) as usize + usize::from(pointer));
    let start = addr_of(value) + at;
    start < bytes.end && bytes.start < start + len
}

/// What an instruction writes through a pointer.
struct Store {
    /// The register of the pointer.
    pointer: u16,
    /// So many bytes after where it points.
    at: u64,
    len: u64,
}

fn store(program: &Program, pc: Pc) -> Option<Store> {
    let instr = program.code.get(pc.0 as usize)?;
    let operand = || {
        program
            .code
            .get(pc.0 as usize + 1)
            .map(|ext| ext.imm().into())
    };
    let behind = |len| Store {
        pointer: instr.b,
        at: instr.c.into(),
        len,
    };
    let there = |len| Store {
        pointer: instr.a,
        at: 0,
        len,
    };
    Some(match instr.opcode() {
        Op::St8 => behind(1),
        Op::St16 => behind(2),
        Op::St32 => behind(4),
        Op::St64 => behind(8),
        Op::CopyOut => behind(operand()?),
        Op::CopyPtr => there(operand()?),
        Op::PtrUndef => there(instr.imm().into()),
        _ => return None,
    })
}

/// Whether an instruction writes to these bytes of its frame, whatever the registers hold.
fn is_certain(program: &Program, pc: Pc, bytes: &Range<u64>) -> bool {
    let first = |_: u16| 0;
    let last = |_: u16| u64::MAX;
    touches(program, pc, Some(&first)).writes_any(bytes)
        && touches(program, pc, Some(&last)).writes_any(bytes)
}

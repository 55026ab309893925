//! Which bytes of its frame an instruction reads and writes: what tells the uses of a variable that lives there.
//! Accesses through pointers are the memory's to notice; arguments in the window of a call were put there before it.

use std::ops::Range;

use crate::ir::BinaryOp;

use super::number_table::BINARY;
use super::{Instr, NumKind, Op, Pc, Program};

/// Bytes of the frame, counted from its slot 0.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Touches {
    pub reads: Vec<Range<u64>>,
    pub writes: Vec<Range<u64>>,
}

impl Touches {
    /// Whether some of these bytes are read.
    pub fn reads_any(&self, bytes: &Range<u64>) -> bool {
        meets(&self.reads, bytes)
    }

    /// Whether some of these bytes are written.
    pub fn writes_any(&self, bytes: &Range<u64>) -> bool {
        meets(&self.writes, bytes)
    }

    fn read(mut self, slot: u16, count: u16) -> Touches {
        self.reads.push(slots(slot, count.into()));
        self
    }

    fn write(mut self, slot: u16, count: u16) -> Touches {
        self.writes.push(slots(slot, count.into()));
        self
    }

    fn read_bytes(mut self, start: u64, len: u64) -> Touches {
        self.reads.push(start..start + len);
        self
    }

    fn write_bytes(mut self, start: u64, len: u64) -> Touches {
        self.writes.push(start..start + len);
        self
    }
}

fn meets(list: &[Range<u64>], bytes: &Range<u64>) -> bool {
    list.iter()
        .any(|r| r.start < bytes.end && bytes.start < r.end)
}

fn slots(first: u16, count: u64) -> Range<u64> {
    let start = 8 * u64::from(first);
    start..start + 8 * count
}

/// What the instruction at `pc` touches. `index` gives the value of a register where only that decides which element
/// it is; without it the whole array counts.
pub fn touches(program: &Program, pc: Pc, index: Option<&dyn Fn(u16) -> u64>) -> Touches {
    let instr = program.code[pc.0 as usize];
    let next = program.code.get(pc.0 as usize + 1).copied();
    let extension = next.unwrap_or(instr);
    let none = Touches::default();
    let Instr { x, a, b, c, .. } = instr;
    let byte = |slot: u16| 8 * u64::from(slot) + u64::from(x);
    use Op::*;
    match instr.opcode() {
        Nop | Patched | Halt | Ext | Jump | Ret | Call | Intrinsic | Format | FrDefine => none,
        CallFar => none,
        JEq | JNe | JLtS | JGeS | JLtU | JGeU | JF => none.read(a, 1).read(b, 1),
        JEqI | JNeI | JLtSI | JGeSI | JLtUI | JGeUI | Table | BoundsI => none.read(a, 1),
        ForNext => none.read(a, 1).read(b, 1).write(a, 1),
        CallPtr | Ret1 => none.read(b, 1),
        Ret2 => none.read(b, 2),
        RetN if a == 0 => none,
        RetN => none.read_bytes(8 * u64::from(a), 8 * u64::from(instr.imm())),
        FarResult => none.write(a, 1),
        Mov | AddIS32 | AddIU32 | AddIS64 | AddIU64 | SubIU64 | AddIX | Neg | AndI | ShlI
        | ShrI | BoolNot | Norm | Fit | PtrAddI | LdU8 | LdU16 | LdU32 | LdS32 | Ld64 | LdBits => {
            none.read(b, 1).write(a, 1)
        }
        Mov2 => none.read(b, 2).write(a, 2),
        LdI | LdK | FrAddr | Tag => none.write(a, 1),
        Undef => none.write_bytes(8 * u64::from(a), 8 * u64::from(instr.imm())),
        AddS32 | AddU32 | AddS64 | AddU64 | AddX | SubS32 | SubU32 | SubS64 | SubU64 | SubX
        | MulU64 | MulX | DivU | RemU | AddW | SubW | MulW | And | Or | Xor | Shl | Shr | SetEq
        | SetNe | SetLtS | SetLtU | AddF | SubF | MulF | DivF | SetF | PtrElem => {
            none.read(b, 1).read(c, 1).write(a, 1)
        }
        Bin => {
            let count = NumKind::decode(extension.a).slots();
            let result = if is_comparison(x) { 1 } else { count };
            none.read(b, count).read(c, count).write(a, result)
        }
        Un => {
            let count = NumKind::decode(extension.a).slots();
            none.read(b, count).write(a, count)
        }
        Cast => {
            let (from, to) = (NumKind::decode(extension.b), NumKind::decode(extension.c));
            none.read(b, from.slots()).write(a, to.slots())
        }
        Overflow => {
            let kind = NumKind::decode(extension.a);
            let start = 8 * u64::from(a);
            none.read(b, kind.slots())
                .read(c, kind.slots())
                .write_bytes(start + u64::from(extension.b), kind.bytes())
                .write_bytes(start + u64::from(extension.c), 1)
        }
        St8 | St16 | St32 | St64 | StBits => none.read(a, 1).read(b, 1),
        LdEU8 | LdEU32 | LdES32 | LdE64 | ElemAddr => none.read(b, 2).read(c, 1).write(a, 1),
        StE8 | StE32 | StE64 => none.read(a, 1).read(b, 2).read(c, 1),
        FrLdU8 => none.read_bytes(byte(b), 1).write(a, 1),
        FrLdU16 => none.read_bytes(byte(b), 2).write(a, 1),
        FrLdU32 | FrLdS32 => none.read_bytes(byte(b), 4).write(a, 1),
        FrLd64 => none.read(b, 1).write(a, 1),
        FrSt8 => none.read(a, 1).write_bytes(byte(b), 1),
        FrSt16 => none.read(a, 1).write_bytes(byte(b), 2),
        FrSt32 => none.read(a, 1).write_bytes(byte(b), 4),
        FrSt64 => none.read(a, 1).write(b, 1),
        FrLdE64 => {
            let Range { start, end } = element(b, c, extension, index);
            none.read(c, 1).read_bytes(start, end - start).write(a, 1)
        }
        FrStE64 => {
            let Range { start, end } = element(b, c, extension, index);
            none.read(c, 1).read(a, 1).write_bytes(start, end - start)
        }
        FrUndef => none.write_bytes(byte(a), instr.imm().into()),
        FrCopy => none.read(b, c).write(a, c),
        CopyIn => none.read(b, 1).write_bytes(byte(a), extension.imm().into()),
        CopyOut => none.read(b, 1).read_bytes(byte(a), extension.imm().into()),
        CopyPtr => none.read(a, 1).read(b, 1),
        PtrUndef | Untag => none.read(a, 1),
        Event => none,
        Panic => none.read(a, 1).read(b, 1),
    }
}

fn is_comparison(number: u8) -> bool {
    use BinaryOp::*;
    let op = BINARY.get(usize::from(number));
    matches!(op, Some(Eq | Ne | Lt | Le | Gt | Ge))
}

/// The element `rc` of an array of 8-byte elements at slot `b`.
fn element(b: u16, c: u16, extension: Instr, index: Option<&dyn Fn(u16) -> u64>) -> Range<u64> {
    let len = u64::from(extension.imm());
    match index.map(|value| value(c)) {
        Some(index) if index < len => {
            let start = 8 * (u64::from(b) + index);
            start..start + 8
        }
        // Out of bounds: it panics instead.
        Some(_) => 0..0,
        None => slots(b, len),
    }
}

/// Of an instruction that touches an element of an array in its frame: the register with the number of the element, and
/// the slot of the first one.
pub fn indexed(program: &Program, pc: Pc) -> Option<(u16, u16)> {
    let Instr { b, c, .. } = program.code[pc.0 as usize];
    let op = program.code[pc.0 as usize].opcode();
    matches!(op, Op::FrLdE64 | Op::FrStE64).then_some((c, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_count_always_and_reads_on_demand() {
        let touches = Touches::default().read(3, 1).write(5, 2);
        assert!(touches.writes_any(&(40..48)));
        assert!(touches.writes_any(&(48..49)));
        assert!(!touches.reads_any(&(56..64)) && !touches.writes_any(&(56..64)));
        assert!(!touches.writes_any(&(24..32)));
        assert!(touches.reads_any(&(24..32)));
        assert!(touches.reads_any(&(31..33)));
    }
}

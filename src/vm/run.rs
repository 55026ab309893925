//! The loop. One flat `match` over the instruction set, in a function of its own, made once for each way of looking on.
//! What it does not do itself (services, events, panics, bad news) it hands out as an [`Exit`], with the machine as
//! it was before the instruction.

use crate::bytecode::address::{addr_of, pointer};
use crate::bytecode::number_table::{BINARY, CASTS, OVERFLOWS, UNARY};
use crate::bytecode::op::code as op;
use crate::bytecode::{FarCall, FarCallee, LocalRef, NumKind, function_of};
use crate::ir::CastKind;

use super::arith;
use super::fast::{frame_load, frame_store, load, store};
use super::machine::Machine;
use super::word::{DEFINED, STACK_TAG};
use super::{AccessKind, Fault, Tick};

/// Why the loop came out.
pub(super) enum Exit {
    /// The tick that it was to stop at.
    Reached,
    /// Undefined registers came up, or are gone: the other way of looking on must go on.
    Switch,
    /// A statement of the kind that is looked for begins.
    Statement,
    /// An instruction that needs the whole machine.
    Service,
    Fault(Box<Fault>),
    Panic(Message),
    /// Use of the undefined register in this slot.
    Undefined(usize),
}

/// What a panic of the loop says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Message {
    Text(&'static str),
    Index { index: u64, len: u64 },
}

/// Ways of looking on.
pub(super) const PLAIN: u8 = 0;
/// Stops at statements.
pub(super) const HOOK: u8 = 1;
/// Looks at undefined registers, and stops at statements if asked to.
pub(super) const CAREFUL: u8 = 2;
/// As careful, and looks out for watched memory.
pub(super) const WATCHING: u8 = 3;

/// Which statements to stop at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Hook {
    /// Frames above this one are run through.
    pub fp_at_most: usize,
    pub library: bool,
}

/// A function, as a call needs it.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub pc: u32,
    pub slots: u32,
}

/// The fields of an instruction. They are taken out where they are used: taken out before the `match`, all of them
/// would occupy registers of the host in every instruction.
#[derive(Clone, Copy)]
struct Fields(u64);

impl Fields {
    #[inline(always)]
    fn x(self) -> u64 {
        self.0 >> 8 & 0xff
    }

    #[inline(always)]
    fn a(self) -> usize {
        (self.0 >> 16) as u16 as usize
    }

    #[inline(always)]
    fn b(self) -> usize {
        (self.0 >> 32) as u16 as usize
    }

    #[inline(always)]
    fn c(self) -> usize {
        (self.0 >> 48) as usize
    }

    #[inline(always)]
    fn imm(self) -> u32 {
        (self.0 >> 32) as u32
    }
}

/// Sign extension of a value of so many bytes.
#[inline(always)]
fn signed<const N: u32>(value: u64) -> u64 {
    let shift = 64 - 8 * N;
    ((value << shift) as i64 >> shift) as u64
}

/// The low bits as the integer type in an instruction's `x`.
#[inline(always)]
fn normal(value: u64, code: u64) -> u64 {
    let shift = 64 - (code as u32 & 127);
    if code & 128 != 0 {
        ((value << shift) as i64 >> shift) as u64
    } else {
        value << shift >> shift
    }
}

impl Machine {
    /// Executes until `end` instructions have been executed since the start of time, or something comes up.
    #[inline(never)]
    pub(super) fn execute<const MODE: u8>(
        &mut self,
        end: u64,
        hook: Option<Hook>,
        skip: bool,
    ) -> Exit {
        let Machine {
            program,
            code,
            entries,
            starts,
            memory,
            now,
            ..
        } = self;
        let (code, entries) = (&code[..], &entries[..]);
        let constants = &program.constants[..];
        let undefined = &mut now.undefined;
        let mut pc = now.pc as usize;
        let mut fp = now.fp;
        let mut steps = now.steps;
        let mut left = end - now.tick;
        let mut word = 0u64;
        let mut fresh = skip;
        let mut undo = false;
        let (mut cells, mut words) = memory.split();

        // The value of a register, for use.
        macro_rules! get {
            ($slot:expr) => {{
                let slot = $slot;
                if MODE >= CAREFUL && undefined.contains(fp + slot) {
                    undo = true;
                    break Exit::Undefined(slot);
                }
                cells[fp + slot]
            }};
        }
        macro_rules! set {
            ($slot:expr, $value:expr) => {{
                let (slot, value) = ($slot, $value);
                if MODE >= CAREFUL {
                    undefined.remove(fp + slot);
                }
                cells[fp + slot] = value;
            }};
        }
        // Gives up on the instruction.
        macro_rules! fail {
            ($exit:expr) => {{
                undo = true;
                break $exit;
            }};
        }
        macro_rules! panic_with {
            ($text:expr) => {
                fail!(Exit::Panic(Message::Text($text)))
            };
        }
        // Does something with the memory as a whole.
        macro_rules! whole {
            ($result:expr) => {{
                let result = $result;
                (cells, words) = memory.split();
                match result {
                    Ok(value) => value,
                    Err(fault) => fail!(Exit::Fault(fault)),
                }
            }};
        }
        // Looks out for watched bytes of the frame, which instructions reach without a pointer, before the memory as a
        // whole is needed anyway.
        macro_rules! look_first {
            ($at:expr, $len:expr, $kind:ident) => {
                if MODE == WATCHING
                    && let Err(fault) = memory.look_out($at, $len, AccessKind::$kind)
                {
                    fail!(Exit::Fault(fault));
                }
            };
        }
        macro_rules! look_out {
            ($at:expr, $len:expr, $kind:ident) => {
                if MODE == WATCHING {
                    whole!(memory.look_out($at, $len, AccessKind::$kind));
                }
            };
        }
        // Puts an undefined value into a register.
        macro_rules! set_undefined {
            ($slot:expr, $value:expr, $from:expr) => {{
                let slot = $slot;
                cells[fp + slot] = $value;
                undefined.insert(fp + slot, $from);
                if MODE < CAREFUL {
                    break Exit::Switch;
                }
            }};
        }
        macro_rules! jump_if {
            ($test:expr) => {{
                if $test {
                    pc = pc.wrapping_add_signed((word >> 48) as i16 as isize);
                }
            }};
        }
        macro_rules! checked {
            ($result:expr, $slot:expr) => {
                match $result {
                    Some(value) => set!($slot, value as u64),
                    None => panic_with!(arith::OVERFLOW),
                }
            };
        }
        macro_rules! load_from {
            ($n:literal, $to:expr, $ptr:expr, $extend:expr) => {{
                let (to, ptr) = ($to, $ptr);
                match load::<$n>(cells, words, ptr) {
                    Some(value) => set!(to, $extend(value)),
                    None => {
                        let found = whole!(memory.load_slow(ptr, $n, word >> 8 & 1 == 1));
                        let value = $extend(found.value);
                        if found.is_defined() {
                            set!(to, value);
                        } else {
                            set_undefined!(to, value, ptr);
                        }
                    }
                }
            }};
        }
        macro_rules! store_to {
            ($n:literal, $from:expr, $ptr:expr) => {{
                let (from, ptr) = ($from, $ptr);
                let value = cells[fp + from];
                if MODE >= CAREFUL && undefined.contains(fp + from) {
                    whole!(memory.store_partly(ptr, $n, value, 0));
                } else if !store::<$n>(cells, words, ptr, value) {
                    whole!(memory.store_slow(ptr, $n, value, word >> 8 & 1 == 1));
                }
            }};
        }
        // The address of an element of a slice.
        macro_rules! element {
            ($slice:expr, $index:expr, $size:expr) => {{
                let (slice, index) = ($slice, get!($index));
                let len = get!(slice + 1);
                if index >= len {
                    fail!(Exit::Panic(Message::Index { index, len }));
                }
                get!(slice).wrapping_add(index.wrapping_mul($size))
            }};
        }
        macro_rules! frame_load_from {
            ($n:literal, $to:expr, $index:expr, $offset:expr, $extend:expr) => {{
                let (to, index, offset) = ($to, $index, $offset);
                look_out!(index as u64 * 8 + u64::from(offset), $n, Read);
                match frame_load::<$n>(cells, words, index, offset) {
                    Some(value) => set!(to, $extend(value)),
                    None => {
                        let at = index as u64 * 8 + u64::from(offset);
                        let found = memory.read_raw(at, $n);
                        (cells, words) = memory.split();
                        set_undefined!(to, $extend(found.value), pointer(STACK_TAG, at));
                    }
                }
            }};
        }
        // Cells of the frame are written as memory; what was noted of the registers that they were is over.
        macro_rules! now_memory {
            ($cells:expr) => {
                if MODE >= CAREFUL {
                    undefined.forget($cells);
                }
            };
        }
        macro_rules! frame_store_to {
            ($n:literal, $from:expr, $index:expr, $offset:expr) => {{
                let (from, index, offset) = ($from, $index, $offset);
                look_out!(index as u64 * 8 + u64::from(offset), $n, Write);
                let value = cells[fp + from];
                let is_undefined = MODE >= CAREFUL && undefined.contains(fp + from);
                now_memory!(index..index + 1);
                if is_undefined {
                    let at = index as u64 * 8 + u64::from(offset);
                    memory.write_raw(at, $n, value, 0);
                    (cells, words) = memory.split();
                } else {
                    frame_store::<$n>(cells, words, index, offset, value);
                }
            }};
        }
        // The operand of a general instruction, in raw bits.
        macro_rules! number {
            ($slot:expr, $kind:expr) => {{
                let (slot, kind): (usize, NumKind) = ($slot, $kind);
                if kind.slots() == 2 {
                    let at = fp + slot;
                    let size = kind.bytes();
                    look_out!(at as u64 * 8, size, Read);
                    let wanted = (1u32 << (size - 8)) - 1;
                    if words[at] & DEFINED != DEFINED || words[at + 1] & wanted != wanted {
                        let fault = memory.undefined_use(at as u64 * 8, size);
                        fail!(Exit::Fault(fault));
                    }
                    let raw = u128::from(cells[at]) | u128::from(cells[at + 1]) << 64;
                    kind.normal(raw)
                } else {
                    let value = get!(slot);
                    match kind {
                        NumKind::Int { signed: true, .. } => value as i64 as i128 as u128,
                        _ => u128::from(value),
                    }
                }
            }};
        }
        macro_rules! set_number {
            ($slot:expr, $kind:expr, $raw:expr) => {{
                let (slot, kind, raw): (usize, NumKind, u128) = ($slot, $kind, $raw);
                if kind.slots() == 2 {
                    look_out!((fp + slot) as u64 * 8, 16, Write);
                    now_memory!(fp + slot..fp + slot + 2);
                    cells[fp + slot] = raw as u64;
                    cells[fp + slot + 1] = (raw >> 64) as u64;
                    words[fp + slot] |= DEFINED;
                    words[fp + slot + 1] |= DEFINED;
                } else {
                    set!(slot, raw as u64);
                }
            }};
        }
        macro_rules! enter {
            ($window:expr, $entry:expr) => {{
                let (distance, entry): (usize, Entry) = ($window, $entry);
                let callee = fp + distance;
                let frame_end = callee + entry.slots as usize;
                if !memory.may_enter(frame_end) {
                    whole!(memory.grow_stack(frame_end));
                } else {
                    (cells, words) = memory.split();
                }
                cells[callee - 2] = pc as u64 | (distance as u64) << 32;
                cells[callee - 1] = end - left - 1;
                fp = callee;
                pc = entry.pc as usize;
            }};
        }
        macro_rules! leave {
            () => {{
                let header = cells[fp - 2];
                if MODE >= CAREFUL {
                    undefined.truncate(fp + 2);
                }
                fp -= (header >> 32) as usize;
                pc = header as u32 as usize;
                if !memory.may_leave_to(fp - 2) {
                    memory.shrink_stack(fp - 2);
                }
                (cells, words) = memory.split();
            }};
        }

        let exit = loop {
            if left == 0 {
                break Exit::Reached;
            }
            if MODE == CAREFUL && undefined.is_empty() {
                break Exit::Switch;
            }
            if MODE != PLAIN
                && let Some(hook) = hook
                && !std::mem::take(&mut fresh)
                && fp <= hook.fp_at_most
                && starts.is_start(pc, hook.library)
            {
                break Exit::Statement;
            }
            word = code[pc];
            pc += 1;
            left -= 1;
            steps += word >> 7 & 1;
            let w = Fields(word);
            match word as u8 & 0x7f {
                op::Nop => {}
                op::Jump => pc = w.imm() as usize,
                op::JEq => jump_if!(get!(w.a()) == get!(w.b())),
                op::JNe => jump_if!(get!(w.a()) != get!(w.b())),
                op::JLtS => jump_if!((get!(w.a()) as i64) < get!(w.b()) as i64),
                op::JGeS => jump_if!(get!(w.a()) as i64 >= get!(w.b()) as i64),
                op::JLtU => jump_if!(get!(w.a()) < get!(w.b())),
                op::JGeU => jump_if!(get!(w.a()) >= get!(w.b())),
                op::JEqI => jump_if!(get!(w.a()) == w.b() as i16 as u64),
                op::JNeI => jump_if!(get!(w.a()) != w.b() as i16 as u64),
                op::JLtSI => jump_if!((get!(w.a()) as i64) < i64::from(w.b() as i16)),
                op::JGeSI => jump_if!(get!(w.a()) as i64 >= i64::from(w.b() as i16)),
                op::JLtUI => jump_if!(get!(w.a()) < w.b() as u64),
                op::JGeUI => jump_if!(get!(w.a()) >= w.b() as u64),
                op::JF => {
                    let (p, q) = (f64::from_bits(get!(w.a())), f64::from_bits(get!(w.b())));
                    jump_if!(match w.x() {
                        0 => p < q,
                        1 => p <= q,
                        2 => !(p < q),
                        3 => !(p <= q),
                        4 => p == q,
                        _ => p != q,
                    });
                }
                op::ForNext => {
                    let next = get!(w.a()).wrapping_add(1);
                    set!(w.a(), next);
                    jump_if!((next < get!(w.b())) == (w.x() == 0));
                }
                op::Table => {
                    let table = &program.tables[w.imm() as usize];
                    let index = (get!(w.a()) as i64).wrapping_sub(table.min) as u64;
                    let target = table.targets.get(index as usize);
                    pc = target.unwrap_or(&table.otherwise).0 as usize;
                }
                op::Call => enter!(w.a(), entries[w.imm() as usize]),
                op::CallPtr => {
                    let callee = get!(w.b());
                    match function_of(callee, entries.len()) {
                        Some(id) => enter!(w.a(), entries[id.0 as usize]),
                        None => fail!(Exit::Fault(Fault::no_function(callee))),
                    }
                }
                op::CallFar => {
                    let at = w.imm() as usize;
                    let call = FarCall::decode([
                        constants[at],
                        constants[at + 1],
                        constants[at + 2],
                        constants[at + 3],
                    ]);
                    let id = match call.callee {
                        FarCallee::Function(id) => id,
                        FarCallee::Register(slot) => {
                            let callee = get!(slot as usize);
                            match function_of(callee, entries.len()) {
                                Some(id) => id,
                                None => fail!(Exit::Fault(Fault::no_function(callee))),
                            }
                        }
                    };
                    let entry = entries[id.0 as usize];
                    let distance = call.distance as usize;
                    let frame_end = fp + distance + entry.slots as usize;
                    whole!(memory.grow_stack(frame_end));
                    for i in 0..call.args as usize {
                        cells[fp + distance + i] = cells[fp + w.a() + i];
                        let given = words[fp + w.a() + i] & DEFINED;
                        let to = &mut words[fp + distance + i];
                        *to = *to & !DEFINED | given;
                        if MODE >= CAREFUL {
                            undefined.copy(fp + distance + i, fp + w.a() + i);
                        }
                    }
                    enter!(distance, entry);
                }
                op::FarResult => {
                    let at = w.imm() as usize;
                    let (distance, count) = (constants[at] as usize, constants[at + 2] as usize);
                    look_out!((fp + w.a()) as u64 * 8, count as u64 * 8, Write);
                    for i in 0..count {
                        cells[fp + w.a() + i] = cells[fp + distance + i];
                        let given = words[fp + distance + i] & DEFINED;
                        let to = &mut words[fp + w.a() + i];
                        *to = *to & !DEFINED | given;
                        if MODE >= CAREFUL {
                            undefined.copy(fp + w.a() + i, fp + distance + i);
                        }
                    }
                }
                op::Ret => {
                    if MODE >= CAREFUL {
                        undefined.truncate(fp);
                    }
                    leave!();
                }
                op::Ret1 => {
                    cells[fp] = cells[fp + w.b()];
                    if MODE >= CAREFUL {
                        undefined.copy(fp, fp + w.b());
                        undefined.truncate(fp + 1);
                    }
                    leave!();
                }
                op::Ret2 => {
                    let (first, second) = (cells[fp + w.b()], cells[fp + w.b() + 1]);
                    (cells[fp], cells[fp + 1]) = (first, second);
                    if MODE >= CAREFUL {
                        let origin = undefined.get(fp + w.b() + 1);
                        undefined.copy(fp, fp + w.b());
                        match origin {
                            Some(entry) => undefined.insert(fp + 1, entry.from),
                            None => undefined.remove(fp + 1),
                        }
                        undefined.truncate(fp + 2);
                    }
                    leave!();
                }
                op::RetN => {
                    if w.a() != 0 {
                        let count = w.imm() as usize;
                        cells.copy_within(fp + w.a()..fp + w.a() + count, fp);
                        for i in 0..count {
                            let given = words[fp + w.a() + i] & DEFINED;
                            words[fp + i] = words[fp + i] & !DEFINED | given;
                        }
                    }
                    if MODE >= CAREFUL {
                        undefined.truncate(fp);
                    }
                    leave!();
                }

                op::Mov => {
                    cells[fp + w.a()] = cells[fp + w.b()];
                    if MODE >= CAREFUL {
                        undefined.copy(fp + w.a(), fp + w.b());
                    }
                }
                op::Mov2 => {
                    let (first, second) = (cells[fp + w.b()], cells[fp + w.b() + 1]);
                    (cells[fp + w.a()], cells[fp + w.a() + 1]) = (first, second);
                    if MODE >= CAREFUL {
                        let origin = undefined.get(fp + w.b() + 1);
                        undefined.copy(fp + w.a(), fp + w.b());
                        match origin {
                            Some(entry) => undefined.insert(fp + w.a() + 1, entry.from),
                            None => undefined.remove(fp + w.a() + 1),
                        }
                    }
                }
                op::LdI => set!(w.a(), w.imm() as i32 as u64),
                op::LdK => set!(w.a(), constants[w.imm() as usize]),
                op::Undef => {
                    for i in 0..w.imm() as usize {
                        cells[fp + w.a() + i] = super::word::UNDEFINED_CELL;
                        undefined.insert(fp + w.a() + i, 0);
                    }
                    if MODE < CAREFUL {
                        break Exit::Switch;
                    }
                }

                op::AddS32 => {
                    let sum = get!(w.b()).wrapping_add(get!(w.c()));
                    checked!(i32::try_from(sum as i64).ok().map(i64::from), w.a());
                }
                op::AddU32 => {
                    let sum = get!(w.b()).wrapping_add(get!(w.c()));
                    checked!(u32::try_from(sum).ok(), w.a());
                }
                op::AddS64 => checked!((get!(w.b()) as i64).checked_add(get!(w.c()) as i64), w.a()),
                op::AddU64 => checked!(get!(w.b()).checked_add(get!(w.c())), w.a()),
                op::AddX => {
                    let sum = get!(w.b()).wrapping_add(get!(w.c()));
                    checked!((normal(sum, w.x()) == sum).then_some(sum), w.a());
                }
                op::SubS32 => {
                    let difference = get!(w.b()).wrapping_sub(get!(w.c()));
                    checked!(i32::try_from(difference as i64).ok().map(i64::from), w.a());
                }
                op::SubU32 => checked!(get!(w.b()).checked_sub(get!(w.c())), w.a()),
                op::SubS64 => checked!((get!(w.b()) as i64).checked_sub(get!(w.c()) as i64), w.a()),
                op::SubU64 => checked!(get!(w.b()).checked_sub(get!(w.c())), w.a()),
                op::SubX => {
                    let difference = get!(w.b()).wrapping_sub(get!(w.c()));
                    checked!(
                        (normal(difference, w.x()) == difference).then_some(difference),
                        w.a()
                    );
                }
                op::MulU64 => checked!(get!(w.b()).checked_mul(get!(w.c())), w.a()),
                op::MulX => {
                    let (p, q) = (get!(w.b()), get!(w.c()));
                    let product = match w.x() & 128 {
                        0 => p.checked_mul(q),
                        _ => (p as i64).checked_mul(q as i64).map(|v| v as u64),
                    };
                    checked!(product.filter(|&v| normal(v, w.x()) == v), w.a());
                }
                op::AddIS32 => {
                    let sum = get!(w.b()).wrapping_add(w.c() as i16 as u64);
                    checked!(i32::try_from(sum as i64).ok().map(i64::from), w.a());
                }
                op::AddIU32 => {
                    let sum = get!(w.b()).wrapping_add(w.c() as i16 as u64);
                    checked!(u32::try_from(sum).ok(), w.a());
                }
                op::AddIS64 => checked!(
                    (get!(w.b()) as i64).checked_add(i64::from(w.c() as i16)),
                    w.a()
                ),
                op::AddIU64 => checked!(
                    get!(w.b()).checked_add_signed(i64::from(w.c() as i16)),
                    w.a()
                ),
                op::AddIX => {
                    let sum = get!(w.b()).wrapping_add(w.c() as i16 as u64);
                    checked!((normal(sum, w.x()) == sum).then_some(sum), w.a());
                }
                op::DivU => match get!(w.b()).checked_div(get!(w.c())) {
                    Some(quotient) => set!(w.a(), quotient),
                    None => panic_with!(arith::DIVISION_BY_ZERO),
                },
                op::RemU => match get!(w.b()).checked_rem(get!(w.c())) {
                    Some(rest) => set!(w.a(), rest),
                    None => panic_with!(arith::DIVISION_BY_ZERO),
                },
                op::Neg => {
                    let negated = (get!(w.b()) as i64).checked_neg().map(|v| v as u64);
                    checked!(negated.filter(|&v| normal(v, w.x()) == v), w.a());
                }

                op::AddW => set!(w.a(), normal(get!(w.b()).wrapping_add(get!(w.c())), w.x())),
                op::SubW => set!(w.a(), normal(get!(w.b()).wrapping_sub(get!(w.c())), w.x())),
                op::MulW => set!(w.a(), normal(get!(w.b()).wrapping_mul(get!(w.c())), w.x())),
                op::And => set!(w.a(), get!(w.b()) & get!(w.c())),
                op::Or => set!(w.a(), get!(w.b()) | get!(w.c())),
                op::Xor => set!(w.a(), get!(w.b()) ^ get!(w.c())),
                op::AndI => set!(w.a(), get!(w.b()) & w.c() as u64),
                op::Shl | op::Shr => {
                    let (value, by) = (get!(w.b()), get!(w.c()));
                    if by >= w.x() & 127 {
                        panic_with!(arith::SHIFT_TOO_BIG);
                    }
                    let is_left = word as u8 & 0x7f == op::Shl;
                    set!(
                        w.a(),
                        match (is_left, w.x() & 128) {
                            (true, _) => normal(value << by, w.x()),
                            (false, 0) => value >> by,
                            _ => (value as i64 >> by) as u64,
                        }
                    );
                }
                op::ShlI => set!(w.a(), normal(get!(w.b()) << (w.c() & 63), w.x())),
                op::ShrI => {
                    let value = get!(w.b());
                    set!(
                        w.a(),
                        match w.x() & 128 {
                            0 => value >> (w.c() & 63),
                            _ => (value as i64 >> (w.c() & 63)) as u64,
                        }
                    );
                }
                op::BoolNot => set!(w.a(), get!(w.b()) ^ 1),
                op::SetEq => set!(w.a(), u64::from(get!(w.b()) == get!(w.c()))),
                op::SetNe => set!(w.a(), u64::from(get!(w.b()) != get!(w.c()))),
                op::SetLtS => set!(w.a(), u64::from((get!(w.b()) as i64) < get!(w.c()) as i64)),
                op::SetLtU => set!(w.a(), u64::from(get!(w.b()) < get!(w.c()))),
                op::AddF => {
                    let sum = f64::from_bits(get!(w.b())) + f64::from_bits(get!(w.c()));
                    set!(w.a(), sum.to_bits());
                }
                op::SubF => {
                    let difference = f64::from_bits(get!(w.b())) - f64::from_bits(get!(w.c()));
                    set!(w.a(), difference.to_bits());
                }
                op::MulF => {
                    let product = f64::from_bits(get!(w.b())) * f64::from_bits(get!(w.c()));
                    set!(w.a(), product.to_bits());
                }
                op::DivF => {
                    let quotient = f64::from_bits(get!(w.b())) / f64::from_bits(get!(w.c()));
                    set!(w.a(), quotient.to_bits());
                }
                op::SetF => {
                    let (p, q) = (f64::from_bits(get!(w.b())), f64::from_bits(get!(w.c())));
                    let holds = match w.x() {
                        0 => p == q,
                        1 => p != q,
                        2 => p < q,
                        _ => p <= q,
                    };
                    set!(w.a(), u64::from(holds));
                }
                op::Norm => set!(w.a(), normal(get!(w.b()), w.x())),
                op::Fit => {
                    let value = get!(w.b());
                    let negative_lost = (value as i64) < 0 && (w.c() == 1) != (w.x() & 128 != 0);
                    if normal(value, w.x()) != value || negative_lost {
                        panic_with!(arith::DOES_NOT_FIT);
                    }
                    set!(w.a(), value);
                }

                op::Bin => {
                    let ext = code[pc];
                    let kind = NumKind::decode((ext >> 16) as u16);
                    let rhs_kind = NumKind::decode((ext >> 32) as u16);
                    let operation = BINARY[w.x() as usize];
                    let (p, q) = (number!(w.b(), kind), number!(w.c(), rhs_kind));
                    match arith::binary(operation, kind, p, q) {
                        Ok(raw) if operation.is_comparison() => set!(w.a(), raw as u64),
                        Ok(raw) => set_number!(w.a(), kind, raw),
                        Err(text) => panic_with!(text),
                    }
                    pc += 1;
                }
                op::Un => {
                    let ext = code[pc];
                    let kind = NumKind::decode((ext >> 16) as u16);
                    let result = NumKind::decode((ext >> 32) as u16);
                    let operand = number!(w.b(), kind);
                    match arith::unary(UNARY[w.x() as usize], kind, operand) {
                        Ok(raw) => set_number!(w.a(), result, raw),
                        Err(text) => panic_with!(text),
                    }
                    pc += 1;
                }
                op::Cast => {
                    let ext = code[pc];
                    let operation = CASTS[w.x() as usize];
                    if operation == CastKind::PtrFromInt {
                        let address = get!(w.b());
                        let align = (ext >> 32) as u32;
                        match memory.pointer_from_int(address, align) {
                            Ok(value) => {
                                (cells, words) = memory.split();
                                set!(w.a(), value);
                            }
                            Err(text) => panic_with!(text),
                        }
                    } else {
                        let from = NumKind::decode((ext >> 32) as u16);
                        let to = NumKind::decode((ext >> 48) as u16);
                        let operand = number!(w.b(), from);
                        match arith::cast(operation, from, to, operand) {
                            Ok(raw) => set_number!(w.a(), to, raw),
                            Err(text) => panic_with!(text),
                        }
                    }
                    pc += 1;
                }
                op::Overflow => {
                    let ext = code[pc];
                    let kind = NumKind::decode((ext >> 16) as u16);
                    let (p, q) = (number!(w.b(), kind), number!(w.c(), kind));
                    let operation = OVERFLOWS[w.x() as usize];
                    let (result, overflowed) = arith::with_overflow(operation, kind, p, q);
                    let at = (fp + w.a()) as u64 * 8;
                    let size = kind.bytes();
                    let result_at = at + (ext >> 32 & 0xffff);
                    look_first!(result_at, size, Write);
                    memory.write_raw(result_at, size.min(8), result as u64, u8::MAX);
                    if size > 8 {
                        let high = (result >> 64) as u64;
                        memory.write_raw(result_at + 8, size - 8, high, u8::MAX);
                    }
                    memory.write_raw(at + (ext >> 48), 1, overflowed.into(), u8::MAX);
                    now_memory!(cells_of(result_at, size));
                    now_memory!(cells_of(at + (ext >> 48), 1));
                    (cells, words) = memory.split();
                    pc += 1;
                }

                op::LdU8 => load_from!(1, w.a(), get!(w.b()).wrapping_add(w.c() as u64), |v| v),
                op::LdU16 => load_from!(2, w.a(), get!(w.b()).wrapping_add(w.c() as u64), |v| v),
                op::LdU32 => load_from!(4, w.a(), get!(w.b()).wrapping_add(w.c() as u64), |v| v),
                op::LdS32 => load_from!(
                    4,
                    w.a(),
                    get!(w.b()).wrapping_add(w.c() as u64),
                    signed::<4>
                ),
                op::Ld64 => load_from!(8, w.a(), get!(w.b()).wrapping_add(w.c() as u64), |v| v),
                op::St8 => store_to!(1, w.a(), get!(w.b()).wrapping_add(w.c() as u64)),
                op::St16 => store_to!(2, w.a(), get!(w.b()).wrapping_add(w.c() as u64)),
                op::St32 => store_to!(4, w.a(), get!(w.b()).wrapping_add(w.c() as u64)),
                op::St64 => store_to!(8, w.a(), get!(w.b()).wrapping_add(w.c() as u64)),
                op::LdEU8 => load_from!(1, w.a(), element!(w.b(), w.c(), 1), |v| v),
                op::LdEU32 => load_from!(4, w.a(), element!(w.b(), w.c(), 4), |v| v),
                op::LdES32 => load_from!(4, w.a(), element!(w.b(), w.c(), 4), signed::<4>),
                op::LdE64 => load_from!(8, w.a(), element!(w.b(), w.c(), 8), |v| v),
                op::StE8 => store_to!(1, w.a(), element!(w.b(), w.c(), 1)),
                op::StE32 => store_to!(4, w.a(), element!(w.b(), w.c(), 4)),
                op::StE64 => store_to!(8, w.a(), element!(w.b(), w.c(), 8)),
                op::ElemAddr => {
                    let size = if w.x() == 0 { code[pc] >> 32 } else { w.x() };
                    let at = element!(w.b(), w.c(), size);
                    set!(w.a(), at);
                    pc += usize::from(w.x() == 0);
                }
                op::PtrElem => {
                    let size = if w.x() == 0 { code[pc] >> 32 } else { w.x() };
                    let by = get!(w.c()).wrapping_mul(size);
                    set!(w.a(), moved(get!(w.b()), by));
                    pc += usize::from(w.x() == 0);
                }
                op::PtrAddI => set!(w.a(), get!(w.b()).wrapping_add(w.c() as u64)),
                op::BoundsI => {
                    let (index, len) = (get!(w.a()), u64::from(w.imm()));
                    if index >= len {
                        fail!(Exit::Panic(Message::Index { index, len }));
                    }
                }
                op::LdBits => {
                    let (ptr, count) = (get!(w.b()), w.x() as u32 & 127);
                    let (at, first) = (ptr.wrapping_add(w.c() as u64 / 8), w.c() as u32 % 8);
                    let bytes = u64::from((first + count).div_ceil(8)).max(1);
                    let low = whole!(memory.load_cold(at, bytes.min(8)));
                    let mut raw = u128::from(low.value);
                    let mut is_defined = low.is_defined();
                    if bytes > 8 {
                        let high = whole!(memory.load_cold(at.wrapping_add(8), bytes - 8));
                        raw |= u128::from(high.value) << 64;
                        is_defined &= high.is_defined();
                    }
                    let value = normal((raw >> first) as u64, w.x());
                    if is_defined {
                        set!(w.a(), value);
                    } else {
                        set_undefined!(w.a(), value, at);
                    }
                }
                op::StBits => {
                    let (ptr, count) = (get!(w.b()), w.x() as u32 & 127);
                    let (at, first) = (ptr.wrapping_add(w.c() as u64 / 8), w.c() as u32 % 8);
                    let value = get!(w.a());
                    whole!(memory.store_bits(at, first, count, value));
                }

                op::FrLdU8 => frame_load_from!(1, w.a(), fp + w.b(), w.x() as u32 & 7, |v| v),
                op::FrLdU16 => frame_load_from!(2, w.a(), fp + w.b(), w.x() as u32 & 7, |v| v),
                op::FrLdU32 => frame_load_from!(4, w.a(), fp + w.b(), w.x() as u32 & 7, |v| v),
                op::FrLdS32 => {
                    frame_load_from!(4, w.a(), fp + w.b(), w.x() as u32 & 7, signed::<4>)
                }
                op::FrLd64 => frame_load_from!(8, w.a(), fp + w.b(), 0, |v| v),
                op::FrSt8 => frame_store_to!(1, w.a(), fp + w.b(), w.x() as u32 & 7),
                op::FrSt16 => frame_store_to!(2, w.a(), fp + w.b(), w.x() as u32 & 7),
                op::FrSt32 => frame_store_to!(4, w.a(), fp + w.b(), w.x() as u32 & 7),
                op::FrSt64 => frame_store_to!(8, w.a(), fp + w.b(), 0),
                op::FrLdE64 => {
                    let (index, len) = (get!(w.c()), code[pc] >> 32);
                    if index >= len {
                        fail!(Exit::Panic(Message::Index { index, len }));
                    }
                    // Only an instruction that stands at its start can be given up.
                    look_out!((fp + w.b()) as u64 * 8 + index * 8, 8, Read);
                    pc += 1;
                    frame_load_from!(8, w.a(), fp + w.b() + index as usize, 0, |v| v);
                }
                op::FrStE64 => {
                    let (index, len) = (get!(w.c()), code[pc] >> 32);
                    if index >= len {
                        fail!(Exit::Panic(Message::Index { index, len }));
                    }
                    look_out!((fp + w.b()) as u64 * 8 + index * 8, 8, Write);
                    pc += 1;
                    frame_store_to!(8, w.a(), fp + w.b() + index as usize, 0);
                }
                op::FrAddr => {
                    let at = fp as u64 * 8 + u64::from(w.imm());
                    set!(w.a(), pointer(STACK_TAG, at));
                }
                op::FrDefine => {
                    for word in &mut words[fp + w.a()..fp + w.a() + w.imm() as usize] {
                        *word |= DEFINED;
                    }
                }
                op::FrUndef => {
                    let at = (fp + w.a()) as u64 * 8 + w.x();
                    look_first!(at, w.imm().into(), Write);
                    now_memory!(cells_of(at, w.imm().into()));
                    memory.undefine_frame(at, w.imm().into());
                    (cells, words) = memory.split();
                }
                op::FrCopy => {
                    look_out!((fp + w.b()) as u64 * 8, w.c() as u64 * 8, Read);
                    look_out!((fp + w.a()) as u64 * 8, w.c() as u64 * 8, Write);
                    cells.copy_within(fp + w.b()..fp + w.b() + w.c(), fp + w.a());
                    copy_defined(words, fp + w.a(), fp + w.b(), w.c());
                    if MODE >= CAREFUL {
                        for i in 0..w.c() {
                            undefined.copy(fp + w.a() + i, fp + w.b() + i);
                        }
                    }
                }
                op::CopyIn => {
                    let (ptr, len) = (get!(w.b()).wrapping_add(w.c() as u64), code[pc] >> 32);
                    let at = (fp + w.a()) as u64 * 8 + w.x();
                    look_first!(at, len, Write);
                    whole!(memory.copy_in(at, ptr, len));
                    now_memory!(cells_of(at, len));
                    pc += 1;
                }
                op::CopyOut => {
                    let (ptr, len) = (get!(w.b()).wrapping_add(w.c() as u64), code[pc] >> 32);
                    let at = (fp + w.a()) as u64 * 8 + w.x();
                    look_first!(at, len, Read);
                    whole!(memory.copy_out(ptr, at, len));
                    pc += 1;
                }
                op::CopyPtr => {
                    let (to, from, len) = (get!(w.a()), get!(w.b()), code[pc] >> 32);
                    whole!(memory.copy(to, from, len));
                    pc += 1;
                }
                op::PtrUndef => {
                    let ptr = get!(w.a());
                    whole!(memory.undefine(ptr, w.imm().into()));
                }
                op::Tag => {
                    let ext = code[pc];
                    let at = fp as u64 * 8 + u64::from(w.imm());
                    let local = LocalRef((ext >> 8 & 0xff | (ext >> 16 & 0xffff) << 8) as u32);
                    let cell = (at >> 3) as usize;
                    let is_defined = !(MODE >= CAREFUL && undefined.contains(cell));
                    if !is_defined {
                        undefined.remove(cell);
                        undefined.remove(cell + 1);
                    }
                    let now = Tick(end - left - 1);
                    let ptr = memory.tag_local(at, ext >> 32, local, is_defined, now);
                    (cells, words) = memory.split();
                    set!(w.a(), ptr);
                    pc += 1;
                }
                op::Untag => {
                    let ptr = cells[fp + w.a()];
                    let is_it = w.x() == 0 || {
                        let at = fp as u64 * 8 + (code[pc] >> 32);
                        addr_of(ptr) == at
                    };
                    if is_it {
                        let now = Tick(end - left - 1);
                        let done = memory.untag_local(addr_of(ptr), w.imm().into(), now);
                        (cells, words) = memory.split();
                        if !done {
                            fail!(Exit::Service);
                        }
                    }
                    pc += usize::from(w.x() != 0);
                }
                _ => fail!(Exit::Service),
            }
        };
        if undo {
            pc -= 1;
            left += 1;
            steps -= word >> 7 & 1;
        }
        now.pc = pc as u32;
        now.fp = fp;
        now.tick = end - left;
        now.steps = steps;
        exit
    }
}

/// A pointer so many bytes further: the tag stays what it is.
#[inline(always)]
fn moved(ptr: u64, by: u64) -> u64 {
    pointer((ptr >> 48) as u16, ptr.wrapping_add(by))
}

/// The cells that so many bytes from an address on lie in.
fn cells_of(at: u64, len: u64) -> std::ops::Range<usize> {
    (at >> 3) as usize..(at + len).div_ceil(8) as usize
}

fn copy_defined(words: &mut [u32], to: usize, from: usize, count: usize) {
    let mut one = |i: usize| {
        let given = words[from + i] & DEFINED;
        words[to + i] = words[to + i] & !DEFINED | given;
    };
    if to <= from {
        (0..count).for_each(&mut one);
    } else {
        (0..count).rev().for_each(&mut one);
    }
}

//! The loop. One flat `match` over the instructions that are done in a few of the host's, in a function of its own, made
//! once for each way of looking on. Whatever is not plain sailing (an overflow, a refused access, an instruction that
//! takes its time) leaves the `match` for one call of [`super::slow`], which does the instruction from its beginning:
//! so the loop calls nothing else, and its variables stay in registers of the host.

use std::cell::Cell;

use crate::bytecode::address::pointer;
use crate::bytecode::function_of;
use crate::bytecode::op::code as op;

use super::arith;
use super::clock::Clock;
use super::code::{self, ahead};
use super::fast::{copy, copy_in, copy_out, frame_load, frame_store, load, move_slots, store};
use super::fault::Fault;
use super::fields::{Fields, signed32};
use super::granule::{Granule, Shared, shared};
use super::guard::Sight;
use super::idiom::{Data, IDIOM};
use super::machine::Machine;
use super::sequence::{FIRST_SEQUENCE, number as sequence, sequences};
use super::slow::{Slow, Then, moved};
use super::word::{DEFINED, STACK_TAG};

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
/// Asks the guards of marks, and stops at the end exactly.
pub(super) const GUARDED: u8 = 1;
/// Stops at statements, and at the end exactly.
pub(super) const HOOK: u8 = 2;
/// Looks at undefined registers, asks the guards of marks, and stops at statements if asked to.
pub(super) const CAREFUL: u8 = 3;
/// As careful, and looks out for watched memory.
pub(super) const WATCHING: u8 = 4;

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

/// Cells below a frame's first slot that belong to it.
const HEADER: usize = 2;
/// The header, the slots that an instruction can name, and the one after the last.
const WINDOW: usize = HEADER + (1 << 16) + 1;

impl Machine {
    /// Executes until `end` instructions have been executed since the start of time, or something comes up. The plain
    /// way, for ends that are far, and the guarded way far from the end look only where they jump whether it is time:
    /// they come out somewhat before it.
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
            journal,
            now,
            guards,
            covered,
            longest_run,
            ..
        } = self;
        // Near the end one instruction at a time, so that it is not passed.
        let is_near = end.wrapping_sub(now.tick) <= *longest_run;
        let is_exact = MODE > GUARDED || MODE == GUARDED && is_near;
        let end = if is_exact { end } else { end - *longest_run };
        let (code, entries) = (&*code, &entries[..]);
        let lines = code.lines();
        let undefined = &mut now.undefined;
        let mut pc = now.pc as usize;
        let mut fp = now.fp;
        // What is executed is counted where code jumps; what follows one another costs nothing.
        let mut clock = Clock::new(now.tick.wrapping_sub(end), ahead(lines, pc)[0].1);
        let mut fresh = skip;

        macro_rules! elapsed {
            () => {
                clock.at(ahead(lines, pc)[0].1)
            };
        }
        macro_rules! tick {
            () => {
                end.wrapping_add_signed(elapsed!().ticks())
            };
        }
        let exit = 'out: loop {
            // The cells are shared between the whole of the memory and the frame in it: one look at the frame's bounds, when
            // it is entered, serves all instructions in it.
            let cells = shared(&mut memory.cells);
            let words = &mut memory.words[..cells.len()];
            let mut frame = frame_at(cells, fp);
            // The instruction, and where in the window on the code it stands: `pc` stays where the window begins.
            let mut lines_ahead = ahead(lines, pc);
            'run: loop {
                if is_exact && elapsed!().ticks() >= 0 {
                    break 'out Exit::Reached;
                }
                if MODE == CAREFUL && undefined.is_empty() {
                    break 'out Exit::Switch;
                }
                if MODE != PLAIN
                    && let Some(hook) = hook
                    && !std::mem::take(&mut fresh)
                    && fp <= hook.fp_at_most
                    && starts.is_start(pc, hook.library)
                {
                    break 'out Exit::Statement;
                }
                let mut at = 0;
                let mut w = Fields(&lines_ahead[at].0);
                let alone;
                if is_exact && w.number() >= FIRST_SEQUENCE {
                    alone = code::alone(program, pc);
                    w = Fields(&alone);
                } else if (MODE == GUARDED || MODE == CAREFUL) && w.number() == op::Patched {
                    let is_noted = covered.as_ref().is_none_or(|c| c.has(pc as u32));
                    let sight = Sight::new(cells, words, fp, undefined);
                    if is_noted && guards.pass(pc, &sight) {
                        alone = code::alone(program, pc);
                        w = Fields(&alone);
                    }
                }
                {
                    // Leaves to the slow side whatever is not done here.
                    macro_rules! slow {
                        () => {{
                            pc = pc.wrapping_add(at);
                            break 'run;
                        }};
                    }
                    // The value of a register, for use.
                    macro_rules! get {
                        ($slot:expr) => {{
                            let slot = $slot;
                            if MODE >= CAREFUL && undefined.contains(fp + slot) {
                                slow!();
                            }
                            frame[slot + HEADER].value()
                        }};
                    }
                    macro_rules! set {
                        ($slot:expr, $value:expr) => {{
                            let (slot, value) = ($slot, $value);
                            if MODE >= CAREFUL {
                                undefined.remove(fp + slot);
                            }
                            frame[slot + HEADER].set_value(value);
                        }};
                    }
                    // The outcome of what can fail.
                    macro_rules! or_slow {
                        ($result:expr) => {
                            match $result {
                                Some(value) => value,
                                None => slow!(),
                            }
                        };
                    }
                    macro_rules! checked {
                        ($result:expr) => {
                            set!(w.a(), or_slow!($result) as u64)
                        };
                    }
                    macro_rules! float {
                        ($slot:expr) => {
                            f64::from_bits(get!($slot))
                        };
                    }
                    // Every jump looks whether it is time to come out: between two jumps only so many instructions fit.
                    macro_rules! go_to {
                        ($target:expr) => {{
                            let target: usize = $target;
                            let behind = lines_ahead[at + 1].1;
                            let elapsed = clock.at(behind);
                            pc = target;
                            lines_ahead = ahead(lines, pc);
                            clock = clock.jumped(behind, lines_ahead[0].1);
                            if MODE <= GUARDED && elapsed.ticks() >= 0 {
                                break 'out Exit::Reached;
                            }
                            continue 'run;
                        }};
                    }
                    // A jump back to where a sequence begins: the innermost loop is its own.
                    macro_rules! do_again {
                        () => {{
                            let behind = lines_ahead[at + 1].1;
                            let elapsed = clock.at(behind);
                            clock = clock.jumped(behind, lines_ahead[0].1);
                            if MODE <= GUARDED && elapsed.ticks() >= 0 {
                                break 'out Exit::Reached;
                            }
                            continue;
                        }};
                    }
                    // The next instruction of a sequence.
                    macro_rules! next {
                        () => {{
                            at += 1;
                            // Some instructions have no operands.
                            #[allow(unused_assignments)]
                            {
                                w = Fields(&lines_ahead[at].0);
                            }
                        }};
                    }
                    // The operands of an instruction of two words are not executed.
                    macro_rules! pass_operands {
                        () => {{
                            at += 1;
                        }};
                    }
                    macro_rules! jump_if {
                        ($test:expr) => {
                            if $test {
                                if at > 0 && w.signed_c() == -(at as i64 + 1) {
                                    do_again!()
                                }
                                go_to!((pc + at + 1).wrapping_add_signed(w.signed_c() as isize))
                            }
                        };
                    }
                    // The address of an element of a slice.
                    macro_rules! element {
                        ($size:expr) => {{
                            let (index, len) = (get!(w.c()), get!(w.b() + 1));
                            if index >= len {
                                slow!();
                            }
                            get!(w.b()).wrapping_add(index.wrapping_mul($size))
                        }};
                    }
                    // The number in the second word.
                    macro_rules! operand {
                        () => {
                            u64::from(Fields(&lines_ahead[at + 1].0).imm())
                        };
                    }
                    macro_rules! behind_pointer {
                        () => {
                            get!(w.b()).wrapping_add(w.c() as u64)
                        };
                    }
                    macro_rules! load {
                        ($n:literal, $ptr:expr) => {
                            or_slow!(load::<$n>(cells, words, $ptr))
                        };
                    }
                    macro_rules! store {
                        ($n:literal, $ptr:expr) => {{
                            let (value, ptr) = (get!(w.a()), $ptr);
                            if !store::<$n>(cells, words, ptr, value) {
                                slow!();
                            }
                        }};
                    }
                    // Instructions reach the memory of the frame without a pointer, where no watch stops them.
                    macro_rules! frame_load {
                        ($n:literal, $offset:expr) => {{
                            if MODE == WATCHING {
                                slow!();
                            }
                            or_slow!(frame_load::<$n>(cells, words, fp + w.b(), $offset))
                        }};
                    }
                    macro_rules! frame_store {
                        ($n:literal, $offset:expr) => {{
                            if MODE >= CAREFUL {
                                slow!();
                            }
                            let value = frame[w.a() + HEADER].value();
                            frame_store::<$n>(cells, words, fp + w.b(), $offset, value);
                        }};
                    }
                    macro_rules! enter {
                        ($distance:expr, $entry:expr) => {{
                            let (distance, entry): (usize, Entry) = ($distance, $entry);
                            if !memory.stack.may_enter(fp + distance + entry.slots as usize) {
                                slow!();
                            }
                            let elapsed = clock.at(lines_ahead[at].1);
                            let tick = end.wrapping_add_signed(elapsed.ticks());
                            fp += distance;
                            frame = frame_at(cells, fp);
                            frame[0].set_value((pc + at + 1) as u64 | (distance as u64) << 32);
                            frame[1].set_value(tick);
                            go_to!(entry.pc as usize);
                        }};
                    }
                    macro_rules! copy_undefined {
                        ($to:expr, $from:expr, $count:expr) => {
                            if MODE >= CAREFUL {
                                undefined.copy_range(fp + $to, fp + $from, $count);
                            }
                        };
                    }
                    // Brings so many slots of the result back, and with them whether they are defined.
                    macro_rules! leave {
                        ($count:expr, $bring:expr) => {{
                            let header = frame[0].value();
                            let caller = fp - (header >> 32) as usize;
                            if !memory.stack.may_leave_to(caller - HEADER) {
                                slow!();
                            }
                            $bring;
                            if MODE >= CAREFUL {
                                undefined.truncate(fp + $count);
                            }
                            fp = caller;
                            frame = frame_at(cells, fp);
                            go_to!(header as u32 as usize);
                        }};
                    }

                    // Makes the match out of the table below and of the sequences, whose parts are the bodies in the table.
                    macro_rules! instructions {
                        ($d:tt $($name:ident => $body:expr;)*) => {
                            macro_rules! run {
                                $(($name) => { $body };)*
                            }
                            macro_rules! do_it {
                                ($d($d sequence:ident: $d first:ident $d($d next:ident)+;)*) => {
                                    match w.number() {
                                        $(#[allow(unreachable_code, clippy::never_loop)]
                                        op::$name => loop {
                                            $body;
                                            break;
                                        },)*
                                        $d(sequence::$d sequence => {
                                            // Only the ways that need not be exact meet them.
                                            if MODE > GUARDED {
                                                slow!();
                                            }
                                            #[allow(unreachable_code, clippy::never_loop)]
                                            loop {
                                                at = 0;
                                                w = Fields(&lines_ahead[at].0);
                                                run!($d first);
                                                $d(next!(); run!($d next);)+
                                                break;
                                            }
                                        })*
                                        IDIOM => slow!(),
                                        // Every number has its arm, so that no compare stands before the jump to it.
                                        op::Patched | op::Halt | op::Ext | op::CallFar | op::FarResult
                                        | op::Undef | op::Overflow | op::LdBits | op::StBits | op::FrUndef
                                        | op::Tag | op::Untag | op::PtrUndef | op::Event | op::Panic
                                        | op::Intrinsic | op::Format => slow!(),
                                    }
                                };
                            }
                            sequences!(do_it);
                        };
                    }
                    instructions! { $
                        Nop => {};
                        Jump => {
                            if at > 0 && w.imm() as usize == pc {
                                do_again!()
                            }
                            go_to!(w.imm() as usize);
                        };
                        JEq => jump_if!(get!(w.a()) == get!(w.b()));
                        JNe => jump_if!(get!(w.a()) != get!(w.b()));
                        JLtS => jump_if!((get!(w.a()) as i64) < get!(w.b()) as i64);
                        JGeS => jump_if!(get!(w.a()) as i64 >= get!(w.b()) as i64);
                        JLtU => jump_if!(get!(w.a()) < get!(w.b()));
                        JGeU => jump_if!(get!(w.a()) >= get!(w.b()));
                        JEqI => jump_if!(get!(w.a()) == w.signed_b() as u64);
                        JNeI => jump_if!(get!(w.a()) != w.signed_b() as u64);
                        JLtSI => jump_if!((get!(w.a()) as i64) < w.signed_b());
                        JGeSI => jump_if!(get!(w.a()) as i64 >= w.signed_b());
                        JLtUI => jump_if!(get!(w.a()) < w.b() as u64);
                        JGeUI => jump_if!(get!(w.a()) >= w.b() as u64);
                        JF => {
                            let (p, q) = (float!(w.a()), float!(w.b()));
                            jump_if!(match w.x() {
                                0 => p < q,
                                1 => p <= q,
                                2 => !(p < q),
                                3 => !(p <= q),
                                4 => p == q,
                                _ => p != q,
                            });
                        };
                        ForNext => {
                            let next = get!(w.a()).wrapping_add(1);
                            let limit = get!(w.b());
                            set!(w.a(), next);
                            jump_if!((next < limit) == (w.x() == 0));
                        };
                        Table => {
                            let table = &program.tables[w.imm() as usize];
                            let index = (get!(w.a()) as i64).wrapping_sub(table.min) as u64;
                            let target = table.targets.get(index as usize);
                            go_to!(target.unwrap_or(&table.otherwise).0 as usize);
                        };
                        Call => {
                            let (pc, slots) = (w.imm(), w.x() as u32);
                            if slots == 0 {
                                slow!();
                            }
                            enter!(w.a(), Entry { pc, slots });
                        };
                        CallPtr => {
                            let id = or_slow!(function_of(get!(w.b()), entries.len()));
                            enter!(w.a(), entries[id.0 as usize]);
                        };
                        Ret => leave!(0, {});
                        Ret1 => leave!(1, {
                            frame[HEADER].set_value(frame[w.b() + HEADER].value());
                            copy_undefined!(0, w.b(), 1);
                        });
                        Ret2 => leave!(2, {
                            let second = frame[w.b() + 1 + HEADER].value();
                            frame[HEADER].set_value(frame[w.b() + HEADER].value());
                            frame[HEADER + 1].set_value(second);
                            copy_undefined!(0, w.b(), 2);
                        });
                        RetN => leave!(0, {
                            let count = w.imm() as usize;
                            move_slots(cells, words, fp, fp + w.a(), count);
                        });
                        Mov => {
                            frame[w.a() + HEADER].set_value(frame[w.b() + HEADER].value());
                            copy_undefined!(w.a(), w.b(), 1);
                        };
                        Mov2 => {
                            let second = frame[w.b() + 1 + HEADER].value();
                            frame[w.a() + HEADER].set_value(frame[w.b() + HEADER].value());
                            frame[w.a() + 1 + HEADER].set_value(second);
                            copy_undefined!(w.a(), w.b(), 2);
                        };
                        LdI => set!(w.a(), w.imm() as i32 as u64);
                        LdK => set!(w.a(), program.constants[w.imm() as usize]);
                        AddS32 => {
                            let sum = get!(w.b()).wrapping_add(get!(w.c()));
                            checked!(i32::try_from(sum as i64).ok());
                        };
                        AddU32 => {
                            let sum = get!(w.b()).wrapping_add(get!(w.c()));
                            checked!(u32::try_from(sum).ok());
                        };
                        AddS64 => checked!((get!(w.b()) as i64).checked_add(get!(w.c()) as i64));
                        AddU64 => checked!(get!(w.b()).checked_add(get!(w.c())));
                        AddX => checked!(w.fitting(get!(w.b()).wrapping_add(get!(w.c()))));
                        SubS32 => {
                            let difference = get!(w.b()).wrapping_sub(get!(w.c()));
                            checked!(i32::try_from(difference as i64).ok());
                        };
                        SubU32 => checked!(get!(w.b()).checked_sub(get!(w.c())));
                        SubS64 => checked!((get!(w.b()) as i64).checked_sub(get!(w.c()) as i64));
                        SubU64 => checked!(get!(w.b()).checked_sub(get!(w.c())));
                        SubX => checked!(w.fitting(get!(w.b()).wrapping_sub(get!(w.c()))));
                        MulU64 => checked!(get!(w.b()).checked_mul(get!(w.c())));
                        MulX => {
                            let (p, q) = (get!(w.b()), get!(w.c()));
                            let product = match w.x() & 128 {
                                0 => p.checked_mul(q),
                                _ => (p as i64).checked_mul(q as i64).map(|v| v as u64),
                            };
                            checked!(w.fitting(or_slow!(product)));
                        };
                        AddIS32 => {
                            let sum = get!(w.b()).wrapping_add_signed(w.signed_c());
                            checked!(i32::try_from(sum as i64).ok());
                        };
                        AddIU32 => {
                            let sum = get!(w.b()).wrapping_add_signed(w.signed_c());
                            checked!(u32::try_from(sum).ok());
                        };
                        AddIS64 => checked!((get!(w.b()) as i64).checked_add(w.signed_c()));
                        AddIU64 => checked!(get!(w.b()).checked_add(w.c() as u64));
                        SubIU64 => checked!(get!(w.b()).checked_sub(w.c() as u64));
                        AddIX => checked!(w.fitting(get!(w.b()).wrapping_add_signed(w.signed_c())));
                        DivU => checked!(get!(w.b()).checked_div(get!(w.c())));
                        RemU => checked!(get!(w.b()).checked_rem(get!(w.c())));
                        Neg => {
                            let negated = or_slow!((get!(w.b()) as i64).checked_neg());
                            checked!(w.fitting(negated as u64));
                        };
                        AddW => set!(w.a(), w.normal(get!(w.b()).wrapping_add(get!(w.c()))));
                        SubW => set!(w.a(), w.normal(get!(w.b()).wrapping_sub(get!(w.c()))));
                        MulW => set!(w.a(), w.normal(get!(w.b()).wrapping_mul(get!(w.c()))));
                        And => set!(w.a(), get!(w.b()) & get!(w.c()));
                        Or => set!(w.a(), get!(w.b()) | get!(w.c()));
                        Xor => set!(w.a(), get!(w.b()) ^ get!(w.c()));
                        AndI => set!(w.a(), get!(w.b()) & w.c() as u64);
                        Shl => {
                            let (value, by) = (get!(w.b()), get!(w.c()));
                            if by >= w.x() & 127 {
                                slow!();
                            }
                            set!(w.a(), w.normal(value << by));
                        };
                        Shr => {
                            let (value, by) = (get!(w.b()), get!(w.c()));
                            if by >= w.x() & 127 {
                                slow!();
                            }
                            match w.x() & 128 {
                                0 => set!(w.a(), value >> by),
                                _ => set!(w.a(), (value as i64 >> by) as u64),
                            }
                        };
                        ShlI => set!(w.a(), w.normal(get!(w.b()) << (w.c() & 63)));
                        ShrI => {
                            let (value, by) = (get!(w.b()), w.c() & 63);
                            match w.x() & 128 {
                                0 => set!(w.a(), value >> by),
                                _ => set!(w.a(), (value as i64 >> by) as u64),
                            }
                        };
                        BoolNot => set!(w.a(), get!(w.b()) ^ 1);
                        SetEq => set!(w.a(), u64::from(get!(w.b()) == get!(w.c())));
                        SetNe => set!(w.a(), u64::from(get!(w.b()) != get!(w.c())));
                        SetLtS => set!(w.a(), u64::from((get!(w.b()) as i64) < get!(w.c()) as i64));
                        SetLtU => set!(w.a(), u64::from(get!(w.b()) < get!(w.c())));
                        AddF => set!(w.a(), (float!(w.b()) + float!(w.c())).to_bits());
                        SubF => set!(w.a(), (float!(w.b()) - float!(w.c())).to_bits());
                        MulF => set!(w.a(), (float!(w.b()) * float!(w.c())).to_bits());
                        DivF => set!(w.a(), (float!(w.b()) / float!(w.c())).to_bits());
                        SetF => {
                            let (p, q) = (float!(w.b()), float!(w.c()));
                            let holds = match w.x() {
                                0 => p == q,
                                1 => p != q,
                                2 => p < q,
                                _ => p <= q,
                            };
                            set!(w.a(), u64::from(holds));
                        };
                        Norm => set!(w.a(), w.normal(get!(w.b())));
                        Fit => {
                            let value = get!(w.b());
                            let sign_lost = (value as i64) < 0 && (w.c() == 1) != (w.x() & 128 != 0);
                            if sign_lost {
                                slow!();
                            }
                            checked!(w.fitting(value));
                        };
                        LdU8 => set!(w.a(), load!(1, behind_pointer!()));
                        LdU16 => set!(w.a(), load!(2, behind_pointer!()));
                        LdU32 => set!(w.a(), load!(4, behind_pointer!()));
                        LdS32 => set!(w.a(), signed32(load!(4, behind_pointer!())));
                        Ld64 => set!(w.a(), load!(8, behind_pointer!()));
                        St8 => store!(1, behind_pointer!());
                        St16 => store!(2, behind_pointer!());
                        St32 => store!(4, behind_pointer!());
                        St64 => store!(8, behind_pointer!());
                        LdEU8 => set!(w.a(), load!(1, element!(1)));
                        LdEU32 => set!(w.a(), load!(4, element!(4)));
                        LdES32 => set!(w.a(), signed32(load!(4, element!(4))));
                        LdE64 => set!(w.a(), load!(8, element!(8)));
                        StE8 => store!(1, element!(1));
                        StE32 => store!(4, element!(4));
                        StE64 => store!(8, element!(8));
                        ElemAddr => {
                            if w.x() == 0 {
                                slow!();
                            }
                            let at = element!(w.x());
                            set!(w.a(), at);
                        };
                        PtrAddI => set!(w.a(), behind_pointer!());
                        PtrElem => {
                            if w.x() == 0 {
                                slow!();
                            }
                            let by = get!(w.c()).wrapping_mul(w.x());
                            let at = moved(get!(w.b()), by);
                            set!(w.a(), at);
                        };
                        CopyIn => {
                            let (ptr, len) = (behind_pointer!(), operand!());
                            if MODE >= CAREFUL
                                || w.x() != 0
                                || !copy_in(cells, words, fp + w.a(), ptr, len)
                            {
                                slow!();
                            }
                            pass_operands!();
                        };
                        CopyOut => {
                            let (ptr, len) = (behind_pointer!(), operand!());
                            if MODE >= CAREFUL
                                || w.x() != 0
                                || !copy_out(cells, words, ptr, fp + w.a(), len)
                            {
                                slow!();
                            }
                            pass_operands!();
                        };
                        CopyPtr => {
                            let (to, from) = (get!(w.a()), get!(w.b()));
                            if !copy(cells, words, to, from, operand!()) {
                                slow!();
                            }
                            pass_operands!();
                        };
                        Bin => {
                            let operands = lines_ahead[at + 1].0;
                            let (p, q) = (get!(w.b()), get!(w.c()));
                            let result = or_slow!(arith::quick_division(w.x() as u8, operands, p, q));
                            set!(w.a(), result);
                            pass_operands!();
                        };
                        Cast => {
                            let operands = lines_ahead[at + 1].0;
                            let result = arith::quick_cast(w.x() as u8, operands, get!(w.b()));
                            set!(w.a(), or_slow!(result));
                            pass_operands!();
                        };
                        Un => {
                            let operands = lines_ahead[at + 1].0;
                            let result = arith::quick_unary(w.x() as u8, operands, get!(w.b()));
                            set!(w.a(), or_slow!(result));
                            pass_operands!();
                        };
                        BoundsI => {
                            if get!(w.a()) >= u64::from(w.imm()) {
                                slow!();
                            }
                        };
                        FrLdU8 => set!(w.a(), frame_load!(1, w.x() as usize & 7));
                        FrLdU16 => set!(w.a(), frame_load!(2, w.x() as usize & 7));
                        FrLdU32 => set!(w.a(), frame_load!(4, w.x() as usize & 7));
                        FrLdS32 => set!(w.a(), signed32(frame_load!(4, w.x() as usize & 7)));
                        FrLd64 => set!(w.a(), frame_load!(8, 0));
                        FrSt8 => frame_store!(1, w.x() as usize & 7);
                        FrSt16 => frame_store!(2, w.x() as usize & 7);
                        FrSt32 => frame_store!(4, w.x() as usize & 7);
                        FrSt64 => frame_store!(8, 0);
                        FrAddr => {
                            let at = std::hint::black_box(fp) as u64 * 8 + u64::from(w.imm());
                            set!(w.a(), pointer(STACK_TAG, at));
                        };
                        FrCopy => {
                            if MODE >= CAREFUL {
                                slow!();
                            }
                            let (to, from, count) = (fp + w.a(), fp + w.b(), w.c());
                            if to < from + count && from < to + count || count > 8 {
                                slow!();
                            }
                            move_slots(cells, words, to, from, count);
                        };
                        FrLdE64 => {
                            let (index, len) = (get!(w.c()), operand!());
                            if MODE == WATCHING || index >= len {
                                slow!();
                            }
                            let at = fp + w.b() + index as usize;
                            set!(w.a(), or_slow!(frame_load::<8>(cells, words, at, 0)));
                            pass_operands!();
                        };
                        FrStE64 => {
                            let (index, len) = (get!(w.c()), operand!());
                            if MODE >= CAREFUL || index >= len {
                                slow!();
                            }
                            let at = fp + w.b() + index as usize;
                            frame_store::<8>(cells, words, at, 0, frame[w.a() + HEADER].value());
                            pass_operands!();
                        };
                        FrDefine => {
                            for word in &mut words[fp + w.a()..fp + w.a() + w.imm() as usize] {
                                *word |= DEFINED;
                            }
                        };
                    }
                    pc = pc.wrapping_add(at + 1);
                    lines_ahead = ahead(lines, pc);
                }
            }
            let is_idiom = Fields(&ahead(lines, pc)[0].0).number() == IDIOM;
            if MODE <= GUARDED && !is_exact && is_idiom {
                let left = elapsed!().ticks().unsigned_abs();
                let counted = code.run_idiom(pc, Data { memory, fp }, left);
                clock = clock.jumped(counted, 0);
                if elapsed!().ticks() >= 0 {
                    break 'out Exit::Reached;
                }
            }
            let tick = tick!();
            let slow = Slow {
                program,
                code,
                entries,
                memory,
                journal,
                undefined,
                instr: program.code[pc],
                pc,
                fp,
                tick,
                steps: now.steps + elapsed!().steps(),
            };
            let then = slow.execute::<MODE>();
            match then {
                Then::Past(words) => {
                    pc += words;
                    if MODE < CAREFUL && !undefined.is_empty() {
                        break 'out Exit::Switch;
                    }
                }
                Then::Again => {}
                Then::Enter { distance, entry } => {
                    fp += distance;
                    memory.cells[fp - 2] = (pc + 1) as u64 | (distance as u64) << 32;
                    memory.cells[fp - 1] = tick;
                    let target = entry.pc as usize;
                    clock = clock.jumped(ahead(lines, pc)[1].1, ahead(lines, target)[0].1);
                    pc = target;
                    if MODE <= GUARDED && elapsed!().ticks() >= 0 {
                        break 'out Exit::Reached;
                    }
                }
                Then::Exit(exit) => break 'out exit,
            }
        };
        now.pc = pc as u32;
        now.fp = fp;
        now.tick = tick!();
        now.steps += elapsed!().steps();
        exit
    }
}

/// The frame as a piece of known size. The heap lies behind the stack, so that much memory is always there.
#[inline(always)]
fn frame_at(cells: &[Cell<Granule>], fp: usize) -> &[Cell<Granule>; WINDOW] {
    // A frame lies in the first 32 GiB: said in this way, it spares a compare.
    let start = (fp - HEADER) as u32 as usize;
    if start + WINDOW > cells.len() {
        out_of_stack();
    }
    let frame = &cells[start..start + WINDOW];
    frame.try_into().expect("that many cells")
}

#[cold]
#[inline(never)]
fn out_of_stack() -> ! {
    unreachable!("a frame lies below the heap")
}

//! What a watch or a question about writes is about: a piece of memory, for as long as it is what it was. Accesses
//! through pointers are found by the timeline; a frame's own instructions name its bytes without a pointer, so for a
//! variable the instructions of its function that touch it are searched for as well.

use std::ops::Range;

use super::command::Place;
use super::eval::{self, Expression, Extent};
use super::present::{Call, Present};
use super::session::Session;
use super::stroke;
use super::walk::{Here, Stops};
use crate::bytecode::disassemble::has_extension;
use crate::bytecode::touch::{Touches, indexed, touches};
use crate::bytecode::{LocalRef, Op, Pc, Program};
use crate::ir::FunctionId;
use crate::source::Span;
use crate::types::Class;
use crate::vm::guard::{Guard, Guarded, Number, Test, Wanted, Width};
use crate::vm::{BlockId, Touch, guard};

#[derive(Clone, Debug)]
pub struct Subject {
    pub extent: Extent,
    /// It is (part of) a variable in registers: memory does not know which of its bytes are undefined.
    pub in_register: bool,
    /// The block that owns it is meant as a whole, wherever it goes and however long it gets.
    pub is_whole: bool,
    pub owner: Owner,
}

/// Bytes that are (part of) a subject for some time.
pub struct Stay {
    pub addr: u64,
    pub len: u64,
    pub ticks: Range<u64>,
}

/// Whose memory it is: it ends with its owner, and then means nothing any more.
#[derive(Clone, Debug)]
pub enum Owner {
    Call(Home),
    Block(BlockId),
    /// A global, or memory whose owner nobody knows.
    Program,
}

/// The call in whose frame it lies.
#[derive(Clone, Debug)]
pub struct Home {
    pub fp: u64,
    pub called: u64,
    pub function: FunctionId,
    /// The variable that lies there; its place has been others' before it was declared.
    local: Option<LocalRef>,
    /// Bytes of the frame.
    bytes: Range<u64>,
    /// Instructions of the function that may read or write them.
    pcs: Vec<Pc>,
    /// Of those that go to an element of an array: whether it is one of these.
    guards: Vec<(Pc, Guard)>,
}

impl Home {
    fn new(present: &Present<'_>, call: &Call, extent: &Extent) -> Home {
        let program = present.atlas.program();
        let info = program.function(call.function);
        let start = extent.addr - call.fp;
        let bytes = start..start + extent.len.max(1);
        let local = program
            .visible_locals(call.pc)
            .into_iter()
            .rev()
            .find(|&l| place(program, l).contains(&start));
        let results = results(program, info.entry, info.end);
        let is_result = |pc: Pc| {
            let statement = program.line_at(pc).span;
            results
                .iter()
                .any(|(own, len)| *own == statement && bytes.start < *len)
        };
        let touching = |pc: &Pc| {
            !is_result(*pc)
                && is_met(&touches(program, *pc, None), &bytes, Touch::Both)
                && local.is_none_or(|l| is_in_scope(program, l, *pc))
                // Variables are shown up to the brace that ends them, but their places are free for others there.
                && present.atlas.location(*pc).text != "}"
        };
        let pcs = instructions(program, info.entry, info.end);
        let pcs: Vec<Pc> = pcs.filter(touching).collect();
        let guard = |&pc: &Pc| Some((pc, element_guard(program, pc, &bytes)?));
        Home {
            fp: call.fp,
            called: call.called,
            function: call.function,
            guards: pcs.iter().filter_map(guard).collect(),
            pcs,
            local,
            bytes,
        }
    }

    /// Whether the variable is only just being declared: what lies in its place is nothing of its own.
    pub fn is_unborn(&self, present: &Present<'_>) -> bool {
        let calls = present.calls();
        let own = |c: &&Call| (c.fp, c.called) == (self.fp, self.called);
        let Some((local, call)) = self.local.zip(calls.iter().find(own)) else {
            return false;
        };
        let program = present.atlas.program();
        !program.visible_locals(call.pc).contains(&local)
    }

    pub fn is(&self, call: &Call) -> bool {
        (call.fp, call.called) == (self.fp, self.called)
    }

    /// Whether it is this very call that runs.
    fn is_at(&self, here: &Here) -> bool {
        (here.fp, here.called) == (self.fp, self.called)
    }
}

fn is_met(touches: &Touches, bytes: &Range<u64>, touch: Touch) -> bool {
    match touch {
        Touch::Reads => touches.reads_any(bytes),
        Touch::Writes => touches.writes_any(bytes),
        Touch::Both => touches.reads_any(bytes) || touches.writes_any(bytes),
    }
}

/// Holds where an instruction goes to an element that lies in these bytes of the frame. `None` if it touches them each time,
/// or goes to no element.
fn element_guard(program: &Program, pc: Pc, bytes: &Range<u64>) -> Option<Guard> {
    let (index, first) = indexed(program, pc)?;
    // Beyond the end of the array there is no element: what is left are the other operands.
    let others = touches(program, pc, Some(&|_| u64::MAX));
    if is_met(&others, bytes, Touch::Both) {
        return None;
    }
    let compare = |wanted, slot: u64| {
        let lhs = Number::Read {
            place: guard::Place::Register(index.into()),
            width: Width::WORD,
        };
        let rhs = Number::Constant(i128::from(slot) - i128::from(first));
        Box::new(Test::Compare { wanted, lhs, rhs })
    };
    let from = compare(Wanted::GreaterOrEqual, bytes.start / 8);
    let to = compare(Wanted::Less, bytes.end.div_ceil(8));
    Guard::new(&Test::And(from, to))
}

/// Bytes of the frame in which a variable lies.
fn place(program: &Program, local: LocalRef) -> Range<u64> {
    let info = program.local(local);
    let start = 8 * u64::from(info.slot);
    start..start + program.types.size(info.ty).max(1)
}

/// Whether an instruction works where a variable is visible, or for its declaration.
fn is_in_scope(program: &Program, local: LocalRef, pc: Pc) -> bool {
    let span = program.local(local).span;
    let statement = program.line_at(pc).span;
    let declares = statement.file == span.file
        && statement.start() <= span.start()
        && span.end() <= statement.end();
    declares || program.visible_locals(pc).contains(&local)
}

/// The statements that put the result of the function in its place, and how many bytes of the frame that takes: it is
/// the place of the first variables, which are at their end then.
fn results(program: &Program, entry: Pc, end: Pc) -> Vec<(Span, u64)> {
    let place = |pc: Pc| {
        let instr = program.code[pc.0 as usize];
        let is_there = instr.opcode() == Op::RetN && instr.a == 0;
        is_there.then(|| (program.line_at(pc).span, 8 * u64::from(instr.imm())))
    };
    let mut places: Vec<_> = instructions(program, entry, end)
        .filter_map(place)
        .collect();
    places.dedup();
    places
}

/// The instructions between two places, their extensions left out.
pub(super) fn instructions(program: &Program, from: Pc, end: Pc) -> impl Iterator<Item = Pc> + '_ {
    let mut next = from.0;
    std::iter::from_fn(move || {
        let pc = next;
        let instr = *program.code.get(pc as usize)?;
        next += 1 + u32::from(has_extension(instr));
        (pc < end.0).then_some(Pc(pc))
    })
}

impl Subject {
    pub fn of(present: &Present<'_>, extent: Extent, in_register: bool) -> Subject {
        let program = present.atlas.program();
        let in_frame = |call: &Call| {
            let slots = program.function(call.function).frame_slots;
            (call.fp..call.fp + 8 * u64::from(slots)).contains(&extent.addr)
        };
        let calls = present.calls();
        let owner = match calls.iter().find(|call| in_frame(call)) {
            Some(call) => Owner::Call(Home::new(present, call, &extent)),
            None => {
                let blocks = present.machine.memory().blocks();
                let lease = blocks.innermost(extent.addr);
                let block = lease.and_then(|l| blocks.outwards(l).find_map(|(_, l)| l.block()));
                block.map_or(Owner::Program, Owner::Block)
            }
        };
        Subject {
            extent,
            in_register,
            is_whole: false,
            owner,
        }
    }

    /// Instructions of its own function that may touch it.
    pub fn pcs(&self) -> &[Pc] {
        match &self.owner {
            Owner::Call(home) => &home.pcs,
            _ => &[],
        }
    }

    /// What decides by itself before one of them.
    pub fn guard(&self, pc: Pc) -> Option<&Guard> {
        let Owner::Call(home) = &self.owner else {
            return None;
        };
        let entry = home.guards.iter().find(|(at, _)| *at == pc);
        entry.map(|(_, guard)| guard)
    }

    /// Where its own function may touch it in this way, if it may. Guards are asked so often at the most.
    pub fn own_accesses(&self, program: &Program, touch: Touch, most: u64) -> Option<Stops> {
        let Owner::Call(home) = &self.owner else {
            return None;
        };
        let may_touch = |pc: &Pc| is_met(&touches(program, *pc, None), &home.bytes, touch);
        let pcs: Vec<Pc> = home.pcs.iter().copied().filter(may_touch).collect();
        let guards = home.guards.iter().filter(|(pc, _)| pcs.contains(pc));
        let guards: Vec<_> = guards.cloned().collect();
        match (pcs.is_empty(), guards.is_empty()) {
            (true, _) => None,
            (false, true) => Some(Stops::Pcs(pcs)),
            (false, false) => {
                let guarded = Guarded {
                    guards,
                    stops_if: true,
                    most,
                };
                Some(Stops::Guarded(pcs, guarded))
            }
        }
    }

    /// Where it lies, as far as recorded.
    pub fn stays(&self, present: &Present<'_>) -> Vec<Stay> {
        match self.owner {
            Owner::Block(id) if self.is_whole => {
                let stays = present.machine.memory().blocks().stays_of(id);
                let stay = |stay: crate::vm::Stay| Stay {
                    addr: stay.start,
                    len: stay.len,
                    ticks: stay.from.0..stay.until.0,
                };
                stays.into_iter().map(stay).collect()
            }
            _ => vec![Stay {
                addr: self.extent.addr,
                len: self.extent.len,
                ticks: 0..u64::MAX,
            }],
        }
    }

    /// Accesses through pointers.
    pub fn accesses(&self, stay: &Stay, touch: Touch) -> Stops {
        Stops::Accesses {
            addr: stay.addr,
            len: stay.len,
            touch,
            // What the instructions of its own function do is found by themselves.
            direct: !matches!(self.owner, Owner::Call(_)),
        }
    }

    /// Whether the instruction at which the machine stands touches it as its own function does: where a write goes on
    /// that has begun already it does not.
    pub fn is_touched(&self, present: &Present<'_>, here: &Here, touch: Touch) -> bool {
        self.is_named(present, here, touch) && !self.goes_on(present, touch)
    }

    /// Whether the access of the instruction at which the machine stands belongs to one that has begun already.
    pub fn goes_on(&self, present: &Present<'_>, touch: Touch) -> bool {
        touch == Touch::Writes
            && self.takes_several(present)
            && self.lies(present).any(|at| stroke::goes_on(present, &at))
    }

    /// After how many instructions the write is done that begins where the machine stands.
    pub fn takes(&self, present: &Present<'_>) -> u64 {
        if !self.takes_several(present) {
            return 1;
        }
        let each = self.lies(present).map(|at| stroke::length(present, &at));
        each.max().unwrap_or(1)
    }

    /// Whether an assignment to it may need several instructions.
    fn takes_several(&self, present: &Present<'_>) -> bool {
        let types = &present.atlas.program().types;
        !matches!(types.class(self.extent.ty), Class::Void | Class::Scalar)
    }

    /// Its addresses at the present.
    fn lies(&self, present: &Present<'_>) -> impl Iterator<Item = Range<u64>> {
        let now = present.machine.tick().0;
        let stays = self.stays(present).into_iter();
        let present = stays.filter(move |stay| stay.ticks.start <= now && now <= stay.ticks.end);
        present.map(|stay| stay.addr..stay.addr + stay.len.max(1))
    }

    fn is_named(&self, present: &Present<'_>, here: &Here, touch: Touch) -> bool {
        let Owner::Call(home) = &self.owner else {
            return false;
        };
        if !home.is_at(here) || !home.pcs.contains(&here.pc) {
            return false;
        }
        let memory = present.machine.memory();
        let register = |slot: u16| memory.reg((home.fp / 8) as usize + usize::from(slot));
        let touches = touches(present.atlas.program(), here.pc, Some(&register));
        is_met(&touches, &home.bytes, touch)
    }

    /// Whether the memory is still (or already) what it was when it was named.
    pub fn is_itself(&self, present: &Present<'_>) -> bool {
        match &self.owner {
            Owner::Program => true,
            Owner::Block(id) => present.is_alive(*id),
            Owner::Call(home) => is_active(present, home),
        }
    }

    /// The first moment at which it can be touched: as its call begins, or the program.
    pub fn begin(&self) -> u64 {
        match &self.owner {
            Owner::Call(home) => home.called,
            _ => 0,
        }
    }
}

/// Whether the call runs, and the variable is in scope or being declared.
fn is_active(present: &Present<'_>, home: &Home) -> bool {
    let frames = present.machine.frames(usize::MAX);
    let own = frames
        .iter()
        .find(|f| (f.fp, f.called.0) == (home.fp, home.called));
    let program = present.atlas.program();
    own.is_some_and(|f| home.local.is_none_or(|l| is_in_scope(program, l, f.pc)))
}

impl Session {
    /// The memory that a place names now.
    pub(super) fn subject(&self, place: &Place) -> Result<Subject, String> {
        let text = match place {
            Place::Block(id) => {
                // It may be born later, or be dead: what is asked is asked of its whole life.
                let present = self.present();
                let blocks = present.machine.memory().blocks();
                let birth = || blocks.birth_of(*id).map(|(_, lease)| lease);
                let lease = present.lease(*id).or_else(birth);
                let lease = lease.ok_or_else(|| self.missing_block(*id))?;
                let extent = Extent {
                    addr: lease.start,
                    len: lease.len,
                    ty: lease.asked.ty,
                    bits: None,
                };
                let owner = Owner::Block(*id);
                return Ok(Subject {
                    extent,
                    in_register: false,
                    is_whole: true,
                    owner,
                });
            }
            Place::Expression(text) => text,
        };
        let lens = self.lens();
        let reader = lens.reader(1);
        let term = Expression::parse(text)?.evaluate(&reader, &lens)?;
        let extent = eval::extent(&reader, &term)?;
        Ok(Subject::of(&lens.present, extent, eval::is_read(&term)))
    }
}

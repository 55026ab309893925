//! The machine from outside: make it from a program, run it to a moment, look at it, put it back. Everything that
//! changes as it runs is its memory, the journal, the output, and the few numbers of [`Now`].

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::bytecode::{Instr, LineKind, Pc, Program, STATEMENT};
use crate::ir::FunctionId;
use crate::types::ErrorId;

use super::code::Code;
use super::cover::{Coverage, Leaders};
use super::event::JournalMark;
use super::guard::{Guard, Guarded, Guards, Sight};
use super::memory::{FIRST_FRAME, Memory};
use super::output::{Output, OutputMark};
use super::run::{CAREFUL, Entry, Exit, GUARDED, HOOK, Hook, PLAIN, WATCHING};
use super::undefined::UndefinedRegisters;
use super::{At, Fault, Journal, Limit, Limits, MemoryMark, Step, Tick, Watch};

/// What the machine needs besides its memory to be at a moment.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Now {
    pub pc: u32,
    /// Cell of the frame's slot 0.
    pub fp: usize,
    pub tick: u64,
    pub steps: u64,
    pub undefined: UndefinedRegisters,
}

/// A moment, but for the pages of memory: what a checkpoint keeps beside them.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Scalars {
    now: Now,
    memory: MemoryMark,
    journal: JournalMark,
    output: OutputMark,
}

impl Scalars {
    pub fn tick(&self) -> Tick {
        Tick(self.now.tick)
    }

    pub fn steps(&self) -> u64 {
        self.now.steps
    }

    pub(crate) fn memory(&self) -> &MemoryMark {
        &self.memory
    }

    /// Events that had happened.
    pub fn events(&self) -> usize {
        self.journal.events()
    }

    /// Blocks that had been born.
    pub fn births(&self) -> u32 {
        self.memory.births()
    }
}

/// How far to run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Until {
    /// Until so many instructions have been executed since the start.
    Tick(Tick),
    /// Until another statement begins in a frame that starts at this address or below (`u64::MAX`: in any). Of the library
    /// only if asked for. Not later than the tick.
    Statement {
        fp_at_most: u64,
        library: bool,
        limit: Tick,
    },
    End,
}

/// Why it stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stop {
    /// Where it was told to.
    Reached,
    /// Before an instruction that was marked.
    Marked(Pc),
    /// Before an instruction that reads or writes watched memory.
    Watched,
    /// For good: see [`Machine::halt`].
    Halted,
    /// Somebody asked it to.
    Interrupted,
}

/// The end of the program.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Halt {
    Exited(u8),
    /// `main` returned it. The trace is in the journal: the last `ErrorReturned` events.
    ReturnedError(ErrorId),
    Panic(Arc<str>),
    Fault(Box<Fault>),
    Limit(Limit),
}

/// Statement starts, a bit for each instruction.
pub(super) struct Starts {
    all: Vec<u64>,
    own: Vec<u64>,
}

impl Starts {
    fn new(program: &Program) -> Starts {
        let size = program.code.len() / 64 + 1;
        let mut starts = Starts {
            all: vec![0; size],
            own: vec![0; size],
        };
        for line in &program.lines {
            let at = line.start.0 as usize;
            if line.kind == LineKind::Statement && at < program.code.len() {
                starts.all[at / 64] |= 1 << (at % 64);
                if program.code[at].is_statement() {
                    starts.own[at / 64] |= 1 << (at % 64);
                }
            }
        }
        starts
    }

    #[inline]
    pub fn is_start(&self, pc: usize, library: bool) -> bool {
        let bits = if library { &self.all } else { &self.own };
        bits[pc / 64] >> (pc % 64) & 1 == 1
    }
}

/// The length of the longest function, which is all that can be executed from one jump to the next.
fn longest_run(program: &Program) -> u64 {
    let mut entries: Vec<u32> = program.functions.iter().map(|f| f.entry.0).collect();
    entries.push(program.code.len() as u32);
    entries.sort_unstable();
    let lengths = entries.windows(2).map(|pair| pair[1] - pair[0]);
    u64::from(lengths.max().unwrap_or(0)) + 1
}

/// Input from outside, byte by byte; `None` is its end.
pub type Input = Box<dyn FnMut() -> Option<u8> + Send>;

pub struct Machine {
    pub(super) program: Arc<Program>,
    pub(super) entry: FunctionId,
    /// The program's code; marked instructions are patched.
    pub(super) code: Code,
    pub(super) entries: Vec<Entry>,
    pub(super) starts: Starts,
    pub(super) leaders: Leaders,
    /// More instructions than these are never executed without a jump between them.
    pub(super) longest_run: u64,
    pub(super) memory: Memory,
    pub(super) journal: Journal,
    pub(super) output: Output,
    pub(super) now: Now,
    pub(super) halt: Option<(u64, Halt)>,
    pub(super) limits: Limits,
    pub(super) input: Option<Input>,
    /// Instructions to stop before.
    marks: BTreeSet<u32>,
    /// Marks that stop only sometimes.
    pub(super) guards: Guards,
    /// Code that ran, if that is noted.
    pub(super) covered: Option<Coverage>,
    /// The instruction at this tick may touch what is watched.
    passed: Option<u64>,
}

/// Between two looks at the flag of interruption.
const SLICE: u64 = 1 << 20;

impl Machine {
    /// A machine at the start of the program's entry function.
    pub fn new(program: Arc<Program>, limits: Limits) -> Machine {
        let entry = program.entry;
        Machine::with_entry(program, entry, limits)
    }

    /// A machine at the start of a function without parameters, a test for example.
    pub fn with_entry(program: Arc<Program>, entry: FunctionId, limits: Limits) -> Machine {
        let entries = program
            .functions
            .iter()
            .map(|f| Entry {
                pc: f.entry.0,
                slots: f.frame_slots,
            })
            .collect();
        let mut machine = Machine {
            code: Code::new(&program),
            entries,
            starts: Starts::new(&program),
            leaders: Leaders::new(&program),
            longest_run: longest_run(&program),
            memory: Memory::new(&program, &limits),
            journal: Journal::new(limits.events),
            output: Output::default(),
            now: Now {
                pc: program.function(entry).entry.0,
                fp: FIRST_FRAME,
                tick: 0,
                steps: 0,
                undefined: UndefinedRegisters::default(),
            },
            halt: None,
            input: None,
            marks: BTreeSet::new(),
            guards: Guards::default(),
            covered: None,
            passed: None,
            limits,
            program,
            entry,
        };
        machine.enter_first(entry);
        machine
    }

    /// The first frame returns to instruction 0; its caller's frame is its own.
    fn enter_first(&mut self, entry: FunctionId) {
        let end = FIRST_FRAME + self.program.function(entry).frame_slots as usize;
        if let Err(fault) = self.memory.grow_stack(end) {
            self.stop_for_good(Halt::Fault(fault));
            return;
        }
        self.memory.set_reg(FIRST_FRAME - 2, 0);
        self.memory.set_reg(FIRST_FRAME - 1, 0);
    }

    pub fn set_input(&mut self, input: Input) {
        self.input = Some(input);
    }

    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }

    pub fn tick(&self) -> Tick {
        Tick(self.now.tick)
    }

    /// User statements begun.
    pub fn steps(&self) -> u64 {
        self.now.steps
    }

    /// The instruction that runs next.
    pub fn pc(&self) -> Pc {
        Pc(self.now.pc)
    }

    /// When the innermost frame was entered; 0 for the first.
    pub fn frame_called(&self) -> Tick {
        match self.now.pc {
            // The first function has returned.
            0 => Tick(0),
            _ => Tick(self.memory.reg(self.now.fp - 1)),
        }
    }

    /// Address of the innermost frame's slot 0.
    pub fn fp(&self) -> u64 {
        self.now.fp as u64 * 8
    }

    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    pub fn memory_mut(&mut self) -> &mut Memory {
        &mut self.memory
    }

    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    pub fn output(&self) -> &Output {
        &self.output
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// How the program ended, if the present is its end.
    pub fn halt(&self) -> Option<&Halt> {
        match &self.halt {
            Some((tick, halt)) if *tick == self.now.tick => Some(halt),
            _ => None,
        }
    }

    /// When and how the program ends, once that moment was reached, wherever the present is now.
    pub fn end(&self) -> Option<(Tick, &Halt)> {
        self.halt.as_ref().map(|(tick, halt)| (Tick(*tick), halt))
    }

    /// The cells of the running frame, its header included: what is written without any check.
    pub fn frame_cells(&self) -> std::ops::Range<usize> {
        let function = self.program.line_at(self.pc()).function;
        let slots = self.entries[function.0 as usize].slots as usize;
        self.now.fp - 2..self.now.fp + slots
    }

    /// Bytes of the host that the machine holds for the program.
    pub fn footprint(&self) -> u64 {
        self.memory.footprint() + self.journal.footprint() + self.output.footprint()
    }

    /// Whether the register in this cell of the stack has no value.
    pub fn is_register_undefined(&self, cell: usize) -> bool {
        self.now.undefined.contains(cell)
    }

    /// Whether the next instruction begins a statement of the user's (or, if asked, of the library).
    pub fn is_at_statement(&self, library: bool) -> bool {
        self.starts.is_start(self.now.pc as usize, library)
    }

    /// Runs until told to stop. The flag is looked at now and then.
    pub fn run(&mut self, until: Until, interrupt: &AtomicBool) -> Stop {
        self.run_past(until, interrupt, &mut |_| false)
    }

    /// The same, but goes on at once where a mark is reached that `passes`: a condition that stays false costs little.
    pub fn run_past(
        &mut self,
        until: Until,
        interrupt: &AtomicBool,
        passes: &mut dyn FnMut(&Machine) -> bool,
    ) -> Stop {
        let (end, hook) = match until {
            Until::Tick(tick) => (tick.0, None),
            Until::End => (u64::MAX, None),
            Until::Statement {
                fp_at_most,
                library,
                limit,
            } => (
                limit.0,
                Some(Hook {
                    fp_at_most: (fp_at_most / 8) as usize,
                    library,
                }),
            ),
        };
        let most = self.limits.instructions.unwrap_or(u64::MAX);
        let mut is_first = true;
        loop {
            if self.halt().is_some() {
                return Stop::Halted;
            }
            if self.now.tick >= end {
                return Stop::Reached;
            }
            if self.now.tick >= most {
                self.stop_for_good(Halt::Limit(Limit::Instructions(most)));
                return Stop::Halted;
            }
            if interrupt.load(Ordering::Relaxed) {
                return Stop::Interrupted;
            }
            let slice = (self.now.tick + SLICE).min(end).min(most);
            let stop = self.run_slice(slice, hook, is_first, interrupt, passes);
            is_first = false;
            if let Some(stop) = stop {
                return stop;
            }
        }
    }

    /// Runs to a tick that is not far. `None` if it came there.
    fn run_slice(
        &mut self,
        end: u64,
        hook: Option<Hook>,
        is_first: bool,
        interrupt: &AtomicBool,
        passes: &mut dyn FnMut(&Machine) -> bool,
    ) -> Option<Stop> {
        // Where it starts it does not stop.
        let mut skip = is_first;
        while self.now.tick < end {
            let here = self.now.pc;
            let tick = self.now.tick;
            if skip && self.marks.contains(&here) {
                // One instruction past the mark, as if it were not there.
                self.note_covered();
                let exit = self.go(tick + 1, hook, skip);
                // A service looks at the code too: the mark comes back after it.
                let stop = self.handle(exit);
                self.code.set_patched(&self.program, here, true);
                // The loop may only have changed its pace and be still here.
                skip = self.now.tick == tick;
                if stop.is_some() {
                    return stop;
                }
                continue;
            }
            let is_passed = self.passed.take() == Some(self.now.tick);
            self.memory.arm_watches(!is_passed);
            let upto = if is_passed { self.now.tick + 1 } else { end };
            let exit = self.go(upto, hook, skip);
            let stop = self.handle(exit);
            // What was only noted has not run yet.
            let is_still_here = self.now.tick == tick;
            skip &= is_still_here;
            if is_passed && is_still_here {
                self.passed = Some(tick);
            }
            if self.memory.take_notice() {
                self.passed = Some(self.now.tick);
                return Some(Stop::Watched);
            }
            match stop {
                None => {}
                Some(Stop::Marked(_)) if passes(self) => {
                    // To ask a mark may take as long as thousands of instructions.
                    if interrupt.load(Ordering::Relaxed) {
                        return Some(Stop::Interrupted);
                    }
                    skip = true;
                }
                stop => return stop,
            }
        }
        None
    }

    fn go(&mut self, end: u64, hook: Option<Hook>, skip: bool) -> Exit {
        if self.memory.is_watching_frames() {
            self.execute::<WATCHING>(end, hook, skip)
        } else if !self.now.undefined.is_empty() {
            self.execute::<CAREFUL>(end, hook, skip)
        } else if hook.is_none() && !self.guards.is_empty() {
            self.execute::<GUARDED>(end, None, skip)
        } else if hook.is_some() || end - self.now.tick <= self.longest_run {
            self.execute::<HOOK>(end, hook, skip)
        } else {
            self.execute::<PLAIN>(end, None, skip)
        }
    }

    /// What the loop handed out. `None`: go on.
    fn handle(&mut self, exit: Exit) -> Option<Stop> {
        match exit {
            Exit::Reached | Exit::Switch => return None,
            Exit::Statement => return Some(Stop::Reached),
            Exit::Service => return self.serve(),
            Exit::Fault(fault) => self.stop_for_good(Halt::Fault(fault)),
            Exit::Panic(message) => {
                let text = self.panic_message(message);
                self.stop_for_good(Halt::Panic(text));
            }
            Exit::Undefined(slot) => {
                let fault = self.undefined_register_fault(self.now.fp + slot);
                self.stop_for_good(Halt::Fault(fault));
            }
        }
        Some(Stop::Halted)
    }

    pub(super) fn stop_for_good(&mut self, halt: Halt) {
        if self.memory.has_noticed() {
            // The instruction was only given up for a while.
            return;
        }
        let halt = match halt {
            Halt::Fault(fault) => Halt::Fault(self.named(fault)),
            halt => halt,
        };
        self.halt = Some((self.now.tick, halt));
    }

    /// The instruction that runs next, whether it is marked or not.
    pub(super) fn instruction(&self) -> Instr {
        self.program.code[self.now.pc as usize]
    }

    /// Goes on behind an instruction that was done outside the loop.
    pub(super) fn complete(&mut self, words: u32) {
        let instr = self.instruction();
        self.now.pc += words;
        self.now.tick += 1;
        self.now.steps += u64::from(instr.op & STATEMENT != 0);
    }

    pub(super) fn is_marked_at(&self, pc: u32) -> bool {
        self.marks.contains(&pc)
    }

    pub(super) fn is_marked(&self) -> bool {
        self.marks.contains(&self.now.pc)
    }

    pub(super) fn is_patched(&self) -> bool {
        self.code.is_patched(self.now.pc)
    }

    /// Stops before the instruction from now on. Costs nothing anywhere else.
    pub fn mark(&mut self, pc: Pc) {
        let is_code = (pc.0 as usize) < self.program.code.len();
        if is_code && self.marks.insert(pc.0) {
            self.code.set_patched(&self.program, pc.0, true);
        }
    }

    pub fn unmark(&mut self, pc: Pc) {
        if self.marks.remove(&pc.0) {
            self.code
                .set_patched(&self.program, pc.0, self.is_awaited(pc.0));
        }
    }

    /// Marks at these instructions stop only where their guards let them, from now on and no others any more. Where that
    /// cannot be asked at once, they stop all the same.
    pub fn guard(&mut self, guarded: &Guarded) {
        self.guards = Guards::new(guarded);
    }

    /// How often marks were passed since they got their guards.
    pub fn guarded_passes(&self) -> u64 {
        self.guards.passed()
    }

    /// Whether a guard holds at the present.
    pub fn holds(&self, guard: &Guard) -> bool {
        let Memory { cells, words, .. } = &self.memory;
        let sight = Sight::new(cells, words, self.now.fp, &self.now.undefined);
        guard.holds(&sight)
    }

    /// Stops before accesses to these bytes from now on, and to no others any more; if `passing`, not before the
    /// instruction at the present.
    pub fn watch(&mut self, list: &[Watch], passing: bool) {
        self.memory.watch(list);
        self.passed = passing.then_some(self.now.tick);
    }

    /// When and where, for the journal.
    pub(super) fn at(&mut self) -> At {
        let is_start = self.instruction().is_statement();
        At {
            tick: Tick(self.now.tick),
            step: Step(self.now.steps + u64::from(is_start)),
            pc: Pc(self.now.pc),
            stack: self.journal.stack_of(&self.memory, self.now.fp),
        }
    }

    /// The present, but for the pages of memory.
    pub fn scalars(&self) -> Scalars {
        Scalars {
            now: self.now.clone(),
            memory: self.memory.mark(),
            journal: self.journal.mark(),
            output: self.output.mark(),
        }
    }

    /// Makes a moment the present, once the pages of memory are those of that moment.
    pub fn restore(&mut self, scalars: &Scalars) {
        let Scalars {
            now,
            memory,
            journal,
            output,
        } = scalars;
        self.now = now.clone();
        self.memory.restore(memory);
        self.journal.restore(journal);
        self.output.restore(output);
        self.cover_present();
    }

    /// Equal for equal moments, whatever was looked at in between.
    pub fn state_hash(&self) -> u64 {
        let mut hasher = std::hash::DefaultHasher::new();
        self.scalars().hash(&mut hasher);
        self.memory.hash_into(&mut hasher);
        hasher.finish()
    }
}

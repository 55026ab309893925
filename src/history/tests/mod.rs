//! Every moment looks the same twice: hashes of the first run against those after jumps of every kind.

mod assembler;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use assembler::Assembler;

use super::{Found, Options, Progress, Stops, Timeline};
use crate::bytecode::address::HEAP_BASE;
use crate::bytecode::{Op, Pc, Program};
use crate::vm::{Halt, Limits, Machine, Stop, Tick, Touch, Watch};

fn limits() -> Limits {
    Limits {
        heap: 64 << 20,
        stack: 4 << 20,
        quarantine: 64 << 10,
        ..Limits::default()
    }
}

/// Short intervals and little room, so that a short run goes through everything.
fn tight() -> Options {
    Options {
        interval: 2000,
        clock: false,
        budget: 1 << 20,
        ..Options::default()
    }
}

fn timeline(program: &Arc<Program>, options: Options) -> Timeline {
    Timeline::new(Machine::new(program.clone(), limits()), options)
}

/// Recursive Fibonacci numbers of 0 to `n`.
fn fib(n: u16) -> Arc<Program> {
    let mut a = Assembler::new();
    a.function(12);
    a.wide(Op::LdI, 0, 0);
    let head = a.here();
    a.statement(Op::Mov, 4, 0, 0);
    a.wide(Op::Call, 4, 1);
    a.print_dot();
    a.op(Op::AddIU64, 0, 0, 1);
    a.jump_back(Op::JLtUI, 0, n, head);
    a.statement(Op::Ret, 0, 0, 0);
    a.function(10);
    a.statement(Op::JGeUI, 0, 2, 1);
    a.op(Op::Ret1, 0, 0, 0);
    a.statement(Op::SubIU64, 4, 0, 1);
    a.wide(Op::Call, 4, 1);
    a.op(Op::Mov, 1, 4, 0);
    a.statement(Op::SubIU64, 4, 0, 2);
    a.wide(Op::Call, 4, 1);
    a.op(Op::AddU64, 0, 1, 4);
    a.statement(Op::Ret1, 0, 0, 0);
    a.finish()
}

/// Blocks of changing sizes: a table of eight, each replaced in turn, and written through.
fn churn(rounds: u16) -> Arc<Program> {
    let mut a = Assembler::new();
    // 0 round, 1 old pointer, 2 old length, 3 length, 4 table, 5 its length, 6 place, 7 scratch; window from 10
    a.function(20);
    a.wide(Op::LdI, 5, 128);
    a.alloc(10, 5);
    a.op(Op::Mov, 4, 10, 0);
    a.wide(Op::LdI, 0, 0);
    let fill = a.here();
    a.opx(Op::ShlI, 64, 6, 0, 4);
    a.op(Op::AddU64, 6, 6, 4);
    a.wide(Op::LdI, 7, 0);
    a.op(Op::St64, 7, 6, 0);
    a.op(Op::AddIU64, 0, 0, 1);
    a.jump_back(Op::JLtUI, 0, 8, fill);
    a.wide(Op::LdI, 0, 0);
    let head = a.here();
    a.statement(Op::AndI, 6, 0, 7);
    a.opx(Op::ShlI, 64, 6, 6, 4);
    a.op(Op::AddU64, 6, 6, 4);
    a.op(Op::Ld64, 1, 6, 0);
    // Give back what was there.
    a.statement(Op::JEqI, 1, 0, 9);
    a.op(Op::Ld64, 2, 6, 8);
    a.free(10, 1, 2);
    // The new length: something between 1 and 9000.
    a.statement(Op::AndI, 7, 0, 63);
    a.opx(Op::MulX, 64, 3, 7, 7);
    a.op(Op::AddU64, 3, 3, 3);
    a.op(Op::AddIU64, 3, 3, 9);
    a.alloc(10, 3);
    a.statement(Op::St64, 10, 6, 0);
    a.op(Op::St64, 3, 6, 8);
    a.op(Op::St64, 0, 10, 0);
    a.op(Op::AddU64, 7, 10, 3);
    a.op(Op::SubIU64, 7, 7, 1);
    a.op(Op::St8, 0, 7, 0);
    a.op(Op::AddIU64, 0, 0, 1);
    a.jump_back(Op::JLtUI, 0, rounds, head);
    // A use after free at the end.
    a.op(Op::Ld64, 1, 4, 0);
    a.op(Op::Ld64, 2, 4, 8);
    a.statement(Op::Nop, 0, 0, 0);
    a.free(10, 1, 2);
    a.statement(Op::Ld64, 3, 1, 0);
    a.op(Op::Ret, 0, 0, 0);
    a.finish()
}

/// Never ends.
fn forever() -> Arc<Program> {
    let mut a = Assembler::new();
    a.function(4);
    a.wide(Op::LdI, 0, 0);
    let head = a.here();
    a.statement(Op::AddIU64, 0, 0, 1);
    a.jump_back(Op::JGeUI, 0, 0, head);
    a.finish()
}

/// Hashes at moments of the first run, without any recording.
fn first_run(program: &Arc<Program>, every: u64) -> BTreeMap<u64, u64> {
    let mut machine = Machine::new(program.clone(), limits());
    let never = Default::default();
    let mut hashes = BTreeMap::new();
    loop {
        hashes.insert(machine.tick().0, machine.state_hash());
        let to = Tick(machine.tick().0 + every);
        if machine.run(crate::vm::Until::Tick(to), &never) == Stop::Halted {
            hashes.insert(machine.tick().0, machine.state_hash());
            return hashes;
        }
    }
}

/// A small generator of its own, so that a failure comes again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % below
    }
}

#[track_caller]
fn looks_the_same_twice(program: &Arc<Program>, options: Options) {
    let hashes = first_run(program, 997);
    let mut line = timeline(program, options);
    while line.record(10_000) == Progress::More {}
    assert!(line.is_complete());
    let ticks: Vec<u64> = hashes.keys().copied().collect();
    assert_eq!(line.end().0.0, *ticks.last().unwrap());
    let mut dice = Dice(7);
    for i in 0..200 {
        let tick = match i % 4 {
            // Near the last one, or anywhere.
            0 => ticks[dice.roll(ticks.len())],
            _ => {
                let here = ticks.partition_point(|t| *t < line.tick().0);
                let to = (here + dice.roll(9)).saturating_sub(4);
                ticks[to.min(ticks.len() - 1)]
            }
        };
        line.seek(Tick(tick));
        assert_eq!(line.tick(), Tick(tick));
        assert_eq!(
            line.machine().state_hash(),
            hashes[&tick],
            "at {tick}, jump {i}"
        );
    }
    assert!(
        line.end().0.0 == *ticks.last().unwrap(),
        "the future stays known"
    );
}

#[test]
fn calls_and_output_look_the_same_twice() {
    looks_the_same_twice(&fib(16), tight());
    looks_the_same_twice(&fib(16), Options::default());
}

#[test]
fn blocks_look_the_same_twice() {
    looks_the_same_twice(&churn(3000), tight());
    looks_the_same_twice(&churn(3000), Options::default());
}

#[test]
fn a_budget_is_kept() {
    let narrow = Options {
        budget: 1 << 14,
        ..tight()
    };
    let mut line = timeline(&churn(6000), narrow);
    while line.record(50_000) == Progress::More {
        assert!(line.cost() <= 1 << 14, "{}", line.cost());
    }
    let mut whole = timeline(&churn(6000), tight());
    whole.seek_end();
    assert!(whole.cost() > 1 << 14, "{}", whole.cost());
    // Fewer checkpoints, but not near the end.
    let ticks: Vec<u64> = line.checkpoints().map(|t| t.0).collect();
    let all: Vec<u64> = whole.checkpoints().map(|t| t.0).collect();
    assert!(ticks.iter().all(|tick| all.contains(tick)));
    assert!(ticks.len() < all.len(), "{ticks:?} {all:?}");
    assert_eq!(ticks.last(), all.last());
}

#[test]
fn a_search_forwards_passes_over_what_never_ran() {
    // The end of the function is reached once, at the very end.
    let program = fib(16);
    let last = program.functions[1].entry.0 - 1;
    let stops = Stops::Pcs(vec![Pc(last)]);
    let mut line = timeline(&program, tight());
    line.seek_end();
    let end = line.tick();
    assert_eq!(line.find_last(&stops, &mut |_| true), Found::Here);
    let there = (line.tick(), line.machine().state_hash());
    assert_eq!(there.0, Tick(end.0 - 1));
    for start in [0, 5000, there.0.0 - 1] {
        line.seek(Tick(start));
        assert_eq!(line.find_next(&stops, &mut |_| true), Found::Here);
        assert_eq!((line.tick(), line.machine().state_hash()), there);
    }
    assert_eq!(line.find_next(&stops, &mut |_| true), Found::Nowhere);
}

#[test]
fn a_jump_far_into_an_interval_leaves_checkpoints_before_its_goal() {
    let wide = Options {
        interval: 10_000_000,
        clock: false,
        ..Options::default()
    };
    let mut line = timeline(&fib(25), wide);
    line.seek_end();
    let goal = Tick(line.tick().0 - 10);
    assert!(goal.0 > 300_000);
    line.seek(goal);
    let hash = line.machine().state_hash();
    let before: Vec<u64> = line.checkpoints().map(|tick| tick.0).collect();
    assert!(before.contains(&(goal.0 - 4_096)) && before.contains(&(goal.0 - 36_864)));
    // One more step back begins there, and comes to the same present.
    line.seek(Tick(goal.0 - 1));
    line.seek(goal);
    assert_eq!(line.machine().state_hash(), hash);
}

#[test]
fn a_way_that_is_gone_again_is_short() {
    let fine = Options {
        interval: 500,
        clock: false,
        ..Options::default()
    };
    for program in [fib(21), churn(30_000)] {
        let hashes = first_run(&program, 9973);
        let mut line = timeline(&program, fine.clone());
        line.seek_end();
        let end = line.tick();
        let ticks: Vec<u64> = hashes.keys().copied().collect();
        assert!(line.shortcuts.is_empty());
        for i in 0..12 {
            let tick = ticks[ticks.len() * (i % 4) / 7 + i];
            line.seek(Tick(tick));
            assert_eq!(line.machine().state_hash(), hashes[&tick], "{tick}");
            line.seek(end);
            assert_eq!(line.machine().state_hash(), hashes[&end.0]);
        }
        assert!(!line.shortcuts.is_empty());
        let spent: u64 = line.intervals.iter().map(|i| i.cost()).sum();
        let shortcuts: u64 = line.shortcuts.iter().map(|s| s.cost()).sum();
        let spans = line.spans.cost();
        assert!(spans > 0);
        assert_eq!(line.cost(), spent + shortcuts + spans);
    }
}

#[test]
fn a_fault_is_the_end_of_time() {
    let mut line = timeline(&churn(50), tight());
    assert_eq!(line.seek_end(), Found::Here);
    let Some(Halt::Fault(fault)) = line.machine().halt().cloned() else {
        panic!("{:?}", line.machine().halt());
    };
    let end = line.tick();
    line.seek(Tick(end.0 / 2));
    assert!(line.machine().halt().is_none());
    line.seek(Tick(u64::MAX));
    assert_eq!(line.tick(), end);
    assert_eq!(line.machine().halt(), Some(&Halt::Fault(fault)));
}

#[test]
fn statements_backwards_are_statements_forwards() {
    for options in [tight(), Options::default()] {
        let mut line = timeline(&fib(8), options);
        let mut forwards = Vec::new();
        while line.find_next(&Stops::ALL_USER, &mut |_| true) == Found::Here {
            forwards.push(line.tick());
        }
        line.seek_end();
        let mut backwards = Vec::new();
        while line.find_last(&Stops::ALL_USER, &mut |_| true) == Found::Here {
            backwards.push(line.tick());
        }
        // The very first statement is not at tick 0 here, so both lists are whole.
        backwards.reverse();
        assert_eq!(forwards, backwards);
        assert!(forwards.len() > 200);
        for (i, tick) in forwards.iter().enumerate().step_by(7) {
            assert_eq!(line.seek_step(i as u64 + 1), Found::Here);
            assert_eq!(line.tick(), *tick);
        }
        assert_eq!(line.seek_step(forwards.len() as u64 + 1), Found::Nowhere);
    }
}

#[test]
fn statements_of_outer_frames_only() {
    let mut line = timeline(&fib(8), tight());
    line.find_next(&Stops::ALL_USER, &mut |_| true);
    let outer = Stops::Statements {
        fp_at_most: line.machine().fp(),
        library: false,
    };
    let mut count = 1;
    while line.find_next(&outer, &mut |_| true) == Found::Here {
        count += 1;
    }
    assert_eq!(count, 9);
    line.seek_end();
    let mut back = 0;
    while line.find_last(&outer, &mut |_| true) == Found::Here {
        back += 1;
    }
    assert_eq!(back, 9);
}

#[test]
fn what_a_call_does_is_passed_over() {
    // The frame that makes the last and longest call: fib(24) takes many intervals.
    let mut line = timeline(&fib(25), tight());
    line.find_next(&Stops::ALL_USER, &mut |_| true);
    let outer = Stops::Statements {
        fp_at_most: line.machine().fp(),
        library: false,
    };
    line.seek_end();
    assert_eq!(line.find_last(&outer, &mut |_| true), Found::Here);
    let after = line.tick();
    assert_eq!(line.find_last(&outer, &mut |_| true), Found::Here);
    let before = line.tick();
    let intervals = line.interval_at(after) - line.interval_at(before);
    assert!(intervals > 5, "{intervals}");
    let own = line.own_code(&outer).unwrap().1;
    let passed = (line.interval_at(before) + 1..line.interval_at(after))
        .filter(|index| !line.may_have_run(*index, &own))
        .count();
    assert_eq!(passed, intervals - 1);
    assert_eq!(line.find_next(&outer, &mut |_| true), Found::Here);
    assert_eq!(line.tick(), after);
}

#[test]
fn marked_instructions_are_found_both_ways() {
    let program = fib(10);
    let body = program.functions[1].entry;
    let mut line = timeline(&program, tight());
    let stops = Stops::Pcs(vec![body]);
    let is_small = &mut |machine: &Machine| machine.memory().peek_value(machine.fp(), 8) == 5;
    let mut forwards = Vec::new();
    while line.find_next(&stops, is_small) == Found::Here {
        assert_eq!(line.machine().pc(), body);
        forwards.push(line.tick());
    }
    line.seek_end();
    let mut backwards = Vec::new();
    while line.find_last(&stops, is_small) == Found::Here {
        backwards.push(line.tick());
    }
    backwards.reverse();
    assert_eq!(forwards, backwards);
    assert_eq!(forwards.len(), 12);
    assert_eq!(
        line.find_next(&Stops::Pcs(vec![Pc(1)]), &mut |_| true),
        Found::Nowhere
    );
    assert_eq!(
        line.tick(),
        forwards[0],
        "a search that finds nothing stays"
    );
}

#[test]
fn an_endless_program_can_be_interrupted_and_explored() {
    let mut line = timeline(&forever(), Options::default());
    assert_eq!(line.record(5_000_000), Progress::More);
    assert_eq!(line.end().0, Tick(5_000_000));
    line.seek(Tick(1_234_567));
    assert_eq!(line.machine().memory().reg(crate::vm::FIRST_FRAME), 617_283);
    assert_eq!(line.record(1_000_000), Progress::More);
    assert_eq!(line.tick(), Tick(6_000_000));
    line.interrupt_flag().store(true, Ordering::Relaxed);
    assert_eq!(line.seek(Tick(u64::MAX)), Stop::Interrupted);
    assert!(line.footprint() < 8 << 20);
}

#[test]
fn without_recording_there_is_only_the_present() {
    let options = Options {
        record: false,
        ..Options::default()
    };
    let mut line = timeline(&churn(500), options);
    assert_eq!(line.seek_end(), Found::Here);
    assert!(matches!(line.machine().halt(), Some(Halt::Fault(_))));
    assert!(line.cost() < 4096);
}

#[test]
fn accesses_are_found_both_ways() {
    // The first entry of the table, pointer and length, of the first block of the heap.
    let place = |touch| Watch {
        addr: HEAP_BASE + 0x40,
        len: 16,
        touch,
        direct: true,
    };
    // Filled once, then read and replaced every eighth of 300 rounds; read once more at the end.
    for (touch, count) in [(Touch::Writes, 77), (Touch::Reads, 77), (Touch::Both, 154)] {
        let stops = Stops::Accesses(vec![place(touch)]);
        let mut line = timeline(&churn(300), tight());
        let mut forwards = Vec::new();
        while line.find_next(&stops, &mut |_| true) == Found::Here {
            forwards.push((line.tick(), line.machine().pc()));
        }
        line.seek_end();
        let mut backwards = Vec::new();
        while line.find_last(&stops, &mut |_| true) == Found::Here {
            backwards.push((line.tick(), line.machine().pc()));
        }
        backwards.reverse();
        assert_eq!(forwards, backwards, "{touch:?}");
        assert_eq!(forwards.len(), count, "{touch:?}");
    }
}

#[test]
fn looking_out_changes_nothing() {
    let program = churn(300);
    let hashes = first_run(&program, 997);
    let mut line = timeline(&program, tight());
    let all = Watch {
        addr: 0,
        len: HEAP_BASE + 0x1000,
        touch: Touch::Both,
        direct: true,
    };
    let mut seen = 0;
    let found = line.find_next(&Stops::Accesses(vec![all]), &mut |_| {
        seen += 1;
        false
    });
    assert_eq!(found, Found::Nowhere);
    assert!(seen > 1000, "{seen}");
    for (tick, hash) in hashes {
        line.seek(Tick(tick));
        assert_eq!(line.machine().state_hash(), hash, "at {tick}");
    }
}

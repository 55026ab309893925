//! Every moment looks the same twice. Programs of every kind run once without any recording and are hashed at many
//! moments; then a recording of them jumps about, and whenever it stands at such a moment the hash must be the same.
//! `SEEKS=100000 cargo test --release --test determinism` jumps more often.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use undefer::bytecode::{self, Program};
use undefer::history::{Found, Options, Progress, Stops, Timeline};
use undefer::sema;
use undefer::source::{Origin, SourceMap};
use undefer::vm::{Limits, Machine, Stop, Tick, Until};

/// Jumps of all programs together.
const SEEKS: usize = 1000;
/// Moments that are hashed of one run, about.
const MOMENTS: u64 = 400;
/// A run that is longer is looked at up to here.
const LONGEST: u64 = 3_000_000;

fn compile(name: &str, text: &str) -> Arc<Program> {
    let mut map = SourceMap::default();
    let id = map.add(format!("{name}.zig"), text, Origin::User);
    let analysis = sema::analyze(&mut map, id, &sema::Options::default());
    let Some(module) = analysis.module else {
        let said: Vec<_> = analysis.diagnostics.iter().map(|d| &d.message).collect();
        panic!("{name}: {said:?}");
    };
    Arc::new(bytecode::lower(module, map).unwrap_or_else(|p| panic!("{name}: {p:?}")))
}

/// The samples, and the programs beside this file.
fn programs() -> Vec<(String, Arc<Program>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["samples", "tests/determinism"] {
        let mut files: Vec<_> = fs::read_dir(root.join(folder))
            .expect("the folder is there")
            .map(|entry| entry.expect("it can be read").path())
            .filter(|path| path.extension().is_some_and(|e| e == "zig"))
            .collect();
        files.sort();
        for file in files {
            let name = file.file_stem().unwrap().to_string_lossy().into_owned();
            let text = fs::read_to_string(&file).expect("it is text");
            let program = compile(&name, &text);
            found.push((name, program));
        }
    }
    assert!(found.len() > 15, "{}", found.len());
    found
}

fn machine(program: &Arc<Program>) -> Machine {
    let limits = Limits {
        heap: 64 << 20,
        quarantine: 64 << 10,
        instructions: Some(LONGEST),
        ..Limits::default()
    };
    Machine::new(program.clone(), limits)
}

/// Short intervals and little room, so that even a short run is thinned.
fn tight() -> Options {
    Options {
        interval: 5000,
        clock: false,
        budget: 2 << 20,
        ..Options::default()
    }
}

fn length(program: &Arc<Program>) -> u64 {
    let mut machine = machine(program);
    machine.run(Until::End, &Default::default());
    machine.tick().0
}

/// Hashes at moments of a run that nobody records.
fn first_run(program: &Arc<Program>) -> BTreeMap<u64, u64> {
    let every = (length(program) / MOMENTS).max(1);
    let mut machine = machine(program);
    let mut hashes = BTreeMap::new();
    loop {
        hashes.insert(machine.tick().0, machine.state_hash());
        let to = Tick(machine.tick().0 + every);
        if machine.run(Until::Tick(to), &Default::default()) == Stop::Halted {
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

fn seeks() -> usize {
    let wanted = std::env::var("SEEKS").ok().and_then(|n| n.parse().ok());
    wanted.unwrap_or(SEEKS)
}

#[test]
fn every_moment_looks_the_same_twice() {
    let programs = programs();
    let each = seeks() / programs.len() + 1;
    for (name, program) in &programs {
        let hashes = first_run(program);
        let ticks: Vec<u64> = hashes.keys().copied().collect();
        for options in [tight(), Options::default()] {
            let mut line = Timeline::new(machine(program), options);
            while line.record(20_000) == Progress::More {}
            assert_eq!(line.end().0.0, *ticks.last().unwrap(), "{name}");
            let mut dice = Dice(each as u64);
            for jump in 0..each / 2 + 1 {
                // Anywhere, or near the last place, as people move.
                let index = match jump % 3 {
                    0 => dice.roll(ticks.len()),
                    _ => {
                        let here = ticks.partition_point(|t| *t < line.tick().0);
                        let to = (here + dice.roll(9)).saturating_sub(4);
                        to.min(ticks.len() - 1)
                    }
                };
                line.seek(Tick(ticks[index]));
                let (tick, hash) = (ticks[index], hashes[&ticks[index]]);
                assert_eq!(line.tick().0, tick, "{name}");
                assert_eq!(
                    line.machine().state_hash(),
                    hash,
                    "{name} at {tick}, jump {jump}"
                );
            }
        }
    }
}

/// Stops of one kind from the start to the end, or from the end to the start, the latter turned round.
fn stops(line: &mut Timeline, stops: &Stops, backwards: bool, most: usize) -> Vec<Tick> {
    let mut found = Vec::new();
    match backwards {
        false => line.seek(Tick(0)),
        true => line.seek(line.end().0),
    };
    while found.len() < most {
        let next = match backwards {
            false => line.find_next(stops, &mut |_| true),
            true => line.find_last(stops, &mut |_| true),
        };
        if next != Found::Here {
            break;
        }
        found.push(line.tick());
    }
    if backwards {
        found.reverse();
    }
    found
}

#[test]
fn backwards_is_the_mirror_of_forwards() {
    const MOST: usize = 500;
    for (name, program) in &programs() {
        if length(program) > 60_000 {
            continue;
        }
        let mut line = Timeline::new(machine(program), tight());
        while line.record(20_000) == Progress::More {}
        let starts = program.lines.iter().map(|l| l.start).step_by(3).collect();
        for kind in [
            Stops::ALL_USER,
            Stops::Statements {
                fp_at_most: u64::MAX,
                library: true,
            },
            Stops::Pcs(starts),
        ] {
            let mut forwards = stops(&mut line, &kind, false, usize::MAX);
            // What ends the run badly can be gone to, but nothing that goes back from there comes to it again.
            forwards.retain(|tick| *tick < line.end().0);
            let backwards = stops(&mut line, &kind, true, MOST);
            // Where the first instruction is a stop, only going back comes to it.
            let end = &forwards[forwards.len().saturating_sub(MOST)..];
            let back: Vec<Tick> = backwards.iter().copied().filter(|t| t.0 > 0).collect();
            let end = &end[end.len() - back.len().min(end.len())..];
            let differ = end.iter().zip(&back).position(|(a, b)| a != b);
            assert_eq!((differ, end.len()), (None, back.len()), "{name}: {kind:?}");
            assert!(!back.is_empty(), "{name}: {kind:?}");
        }
    }
}

/// Tight loops, and what can come up in them, with four slices to work on.
const LOOPS: &[&str] = &[
    "var i: usize = 3; while (i < bytes.len) : (i += 1) { bytes[i] = 7; }",
    "var i: usize = 3; const last: usize = 250; while (i <= last) : (i += 1) { bytes[i] = 0xfe; }",
    "var i: usize = 1; while (i < bytes.len) : (i += 7) { bytes[i] = @truncate(seed); }",
    "var i: usize = 0; while (i < 99) : (i += 1) { words[i] = seed; }",
    "var i: usize = 1; while (i < longs.len) : (i += 3) { longs[i] = -5; }",
    "var i: usize = 90; while (true) : (i += 1) { longs[i] = 1; }",
    "var i: usize = 0; const last: usize = 300; while (i <= last) : (i += 1) { bytes[i] = 1; }",
    "var i: usize = 0; var step: usize = 1 << 62; step += seed; while (i < 1 << 63) : (i += step) { bytes[i & 1] = 1; }",
    "var i: usize = 5; const step = ~i; while (i < 300) : (i += step) { bytes[i] = 1; }",
    "a.free(longs); longs = longs; var i: usize = 0; while (i < 50) : (i += 1) { longs[i] = 1; }",
    "for (0..bytes.len) |i| { bytes[i] = 5; } for (2..90) |i| { words[i] = 8; } for (0..99) |i| { longs[i] = 1; }",
    "for (0..120) |i| { longs[i] = 3; }",
    "for (0..50) |i| { longs[i] = 3; } var sum: i64 = 0; for (0..70) |i| { sum += longs[i]; } keep(sum);",
    "@memset(bytes, 3); bytes[7] = 0; var n: u32 = 0; for (0..300) |i| { if (bytes[i] != 0) n += 1; } keep(n);",
    "@memset(floats, 1.5); var sum: f64 = 0; for (0..99) |k| { sum += floats[k] * floats[k]; } for (0..9) |k| { sum += floats[k * 9] * floats[k + 3]; } keep(sum);",
    "const part = bytes[3..200]; @memset(part, 2); var sum: usize = 0; for (part) |b| { sum += b; } keep(sum);",
    "@memset(words, 3); words[40] = 9; var n: u32 = 0; for (words) |w| { if (w == 3) n += 1; } keep(n);",
    "@memset(words, 3); words[40] = 9; var n: usize = 0; for (words) |w| { if (w != 3) n += 2; } keep(n);",
    "@memset(bytes, 1); var n: u32 = 0; for (bytes) |b| { if (b != 0) n -%= 1; } keep(n);",
    "@memset(longs, 1 << 57); var sum: i64 = -4; for (longs) |l| { sum += l; } keep(sum);",
    "@memset(longs, -3); longs[9] = 70; var sum: i64 = 0; for (longs) |l| { sum +%= l; } keep(sum);",
    "@memset(floats, 0.1); var sum: f64 = 0; for (floats) |f| { sum += f; } keep(sum);",
    "@memset(longs[0..60], 2); var sum: i64 = 0; for (longs) |l| { sum += l; } keep(sum);",
    "@memset(longs, 2); var i: usize = 0; var sum: i64 = 0; while (i < longs.len) : (i += 3) { sum += longs[i]; } keep(sum);",
    "@memset(bytes, 1); var n: u32 = 0xffff_ff00; for (bytes) |b| { if (b == 1) n += 1; } keep(n);",
    "const set = [_]bool{ true, false, true, true, false } ** 40; var n: u32 = 0; for (&set) |b| { if (b) n += 1; } keep(n);",
    "@memset(floats, 0.3); floats[7] = 5; var sum: f64 = 1; for (floats, floats) |p, q| { sum += p * q; } keep(sum);",
    "@memset(floats, 0.3); var sum: f64 = 1; var k: usize = 3; while (k < 60) : (k += 2) { sum += floats[k] * floats[k + seed - 70]; } keep(sum);",
    "@memset(floats, 0.3); floats[31] = 2; const n: usize = seed / 9; for (0..n) |i| { for (0..n) |j| { var sum: f64 = 1; var k: usize = 0; while (k < n) : (k += 1) { sum += floats[i * n + k] * floats[k * n + j]; } keep(sum); } }",
    "@memset(floats, 0.3); const n: usize = seed / 7; for (0..n) |j| { var sum: f64 = 1; var k: usize = 0; while (k < n) : (k += 1) { sum += floats[k * n] * floats[k * n + j]; } keep(sum); }",
    "const w = try a.alloc(u64, 90); @memset(w, 3); w[8] = 1 << 60; var sum: u64 = 0; for (w, w[0..90]) |p, q| { sum += p * q; } keep(sum);",
    "const w = try a.alloc(u64, 90); @memset(w, 3); w[50] = 1 << 31; var sum: u64 = 5; for (w, w[0..90]) |p, q| { sum += p * q; } keep(sum);",
    "@memset(floats[0..50], 2); var sum: f64 = 0; for (floats, floats) |p, q| { sum += p * q; } keep(sum);",
    "const head = try list(a, 40); var at = head; var sum: u64 = 0; while (at) |n| : (at = n.next) { sum +%= n.value; } keep(sum);",
    "const head = try list(a, 40); var at = head; var sum: i64 = 5; while (at) |n| { sum += n.small; at = n.next; } keep(sum);",
    "const head = try list(a, 40); var at = head; var count: usize = 0; while (at) |n| : (at = n.next) { count += 1; } keep(count);",
    "const head = try list(a, 40); var at = head; var count: u32 = 0xffff_fff0; while (at) |n| : (at = n.next) { count += 1; } keep(count);",
    "const head = try list(a, 40); head.?.next.?.next.?.value = 0xffff_ffff_ffff_fff0; var at = head; var sum: u64 = 99; while (at) |n| : (at = n.next) { sum += n.value; } keep(sum);",
    "const head = try list(a, 40); const third = head.?.next.?.next.?; a.destroy(third); var at = head; var sum: u64 = 0; while (at) |n| : (at = n.next) { sum +%= n.value; } keep(sum);",
    "const head = try list(a, 40); const last = try a.create(Node); last.* = .{ .value = 1, .small = 2, .next = undefined }; head.?.next.?.next.?.next = last; var at = head; var sum: u64 = 0; while (at) |n| : (at = n.next) { sum +%= n.value; } keep(sum);",
    "const head = try list(a, 40); head.?.next.?.next.?.value = undefined; var at = head; var n: usize = 0; while (at) |node| : (at = node.next) { n += seed; } at = head; while (at) |node| : (at = node.next) { n += node.value; } keep(n);",
    "@memset(longs, 1); const part = longs[0..9]; a.free(longs); var sum: i64 = 0; for (part) |l| { sum += l; } keep(sum);",
];

fn loop_program(body: &str) -> Arc<Program> {
    let text = format!(
        "const std = @import(\"std\");
        var kept: [16]u8 = undefined;
        fn keep(value: anytype) void {{ const p: *align(1) @TypeOf(value) = @ptrCast(&kept); p.* = value; }}
        const Node = struct {{ value: u64, small: i32, next: ?*Node }};
        fn list(a: std.mem.Allocator, n: u64) !?*Node {{
            var head: ?*Node = null;
            for (0..n) |i| {{
                const node = try a.create(Node);
                node.* = .{{ .value = i * i, .small = -7, .next = head }};
                head = node;
            }}
            return head;
        }}
        pub fn main() !void {{
            const a = std.heap.page_allocator;
            var seed: u32 = 77;
            seed += 1;
            const bytes = try a.alloc(u8, 300);
            const words = try a.alloc(u32, 99);
            var longs = try a.alloc(i64, 99);
            longs = longs;
            const floats = try a.alloc(f64, 99);
            {body}
        }}"
    );
    compile("tight", &text)
}

#[test]
fn what_is_done_in_one_go_is_what_its_instructions_do() {
    for body in LOOPS {
        let program = loop_program(body);
        let mut slow = machine(&program);
        let mut hashes = vec![slow.state_hash()];
        while slow.run(Until::Tick(Tick(slow.tick().0 + 1)), &Default::default()) != Stop::Halted {
            hashes.push(slow.state_hash());
        }
        assert!(
            hashes.len() > 150 && hashes.len() < 9000,
            "{body}: {}",
            hashes.len()
        );
        for tick in (0..hashes.len()).step_by(29) {
            let mut quick = machine(&program);
            quick.run(Until::Tick(Tick(tick as u64)), &Default::default());
            assert_eq!(quick.state_hash(), hashes[tick], "{body} at {tick}");
            quick.run(Until::End, &Default::default());
            let ends = (quick.tick(), quick.state_hash());
            assert_eq!(ends, (slow.tick(), slow.state_hash()), "{body} from {tick}");
        }
    }
}

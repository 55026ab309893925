#!/usr/bin/env python3
"""How far away the past is: measures going back in time at the end of long runs, and prints one table.

    cargo build --release
    python3 tests/bench/time.py [--undefer target/release/undefer] [--length 1|10] [--rounds 5] [PROGRAM...]

Each program of tests/bench/time/ runs about 1e9 instructions (`--length 10`: ten times as many). A session is driven
through pipes, as a front end would; a figure is the time of the processor that the whole process spends on a command,
which on a quiet machine is the time until its reply is here. The limits are those of the design; with `--length 10` those
of times are ten times as large.
"""

import argparse
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


class Session:
    """One `undefer debug` with pipes."""

    def __init__(self, undefer, program, *options):
        command = [undefer, "debug", str(program), "--json", "--script", "-", *options]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def tell(self, command):
        """The reply to a command, and the seconds it took."""
        start = self.cpu()
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        took = self.cpu() - start
        if not line:
            sys.exit(f"`{command}`: the session has ended")
        reply = json.loads(line)
        if not reply["ok"]:
            sys.exit(f"`{command}`: {reply['message']}")
        return reply, took

    def cpu(self):
        """Seconds of the processor that all threads have had."""
        tasks = pathlib.Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def peak_mib(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s*(\d+)", status)[1]) / 1024

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def cpu(command):
    """Seconds of the processor that a command takes."""
    null = [(os.POSIX_SPAWN_OPEN, n, "/dev/null", os.O_RDWR, 0) for n in (0, 1, 2)]
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=null)
    _, status, usage = os.wait4(pid, 0)
    if status:
        sys.exit(f"{command}: status {status}")
    return usage.ru_utime + usage.ru_stime


def line_of(program, text):
    lines = program.read_text().splitlines()
    return 1 + next(n for n, line in enumerate(lines) if text in line)


class Table:
    def __init__(self):
        self.missed = 0
        print(f"{'program':<9} {'what':<46} {'measured':>12} {'limit':>9}   ratio")

    def row(self, program, what, measured, limit, unit):
        ratio = measured / limit
        mark = "" if ratio <= 1 else "  missed"
        self.missed += ratio > 1
        print(f"{program:<9} {what:<46} {measured:>9.2f} {unit:<2} {limit:>6.4g} {unit:<2} {ratio:>7.2f}{mark}", flush=True)


def longer(program, times, folder):
    """The same program, so many times as long."""
    if times == 1:
        return program
    text = program.read_text()
    text, done = re.subn(r"const N = ([\d_]+);", lambda m: f"const N = {times * int(m[1].replace('_', ''))};", text)
    assert done == 1, program
    path = pathlib.Path(folder) / program.name
    path.write_text(text)
    return path


def measure(undefer, program, times, table, rounds):
    name = program.stem
    pairs = []
    for _ in range(rounds):
        without = cpu([undefer, "run", str(program), "--no-record"])
        pairs.append(cpu([undefer, "run", str(program)]) / without)
    if pairs:
        table.row(name, "recording, times without", statistics.median(pairs), 1.25, "x")

    session = Session(undefer, program)
    end, _ = session.tell("goto end")
    last = end["position"]["moment"]["tick"]
    print(f"{name:<9} {last:.2e} instructions", flush=True)
    back = [session.tell("reverse-step")[1] * 1000 for _ in range(40)]
    table.row(name, "one step back from the end, median of 40", statistics.median(back), 3 * times, "ms")
    table.row(name, "the same, worst", max(back), 10 * times, "ms")
    table.row(name, "process", session.peak_mib(), 320, "MiB")

    session.tell("goto end")
    _, took = session.tell("last-write early")
    table.row(name, "last-write, half the run back", took * 1000, 100 * times, "ms")
    session.tell(f"break {line_of(program, 'early = x')}")
    session.tell("goto end")
    reply, took = session.tell("reverse-continue")
    half = reply["position"]["moment"]["tick"]
    assert 0.4 * last < half < 0.6 * last, reply
    table.row(name, "reverse-continue, half the run back", took * 1000, 100 * times, "ms")
    session.tell("delete")
    _, took = session.tell("goto end")
    table.row(name, "forward again to the end", took * 1000, 150 * times, "ms")
    session.tell("watch early")
    session.tell("goto end")
    _, took = session.tell("reverse-continue")
    table.row(name, "reverse-continue to a watch, half the run back", took * 1000, 100 * times, "ms")
    session.tell("delete")

    dice = random.Random(1)
    jumps = [session.tell(f"goto tick:{dice.randrange(last)}")[1] * 1000 for _ in range(60)]
    table.row(name, "random jump, median of 60", statistics.median(jumps), 150 * times, "ms")
    table.row(name, "the same, worst", max(jumps), 150 * times, "ms")
    after = [session.tell("reverse-step")[1] * 1000 for _ in range(20)]
    table.row(name, "one step back after them, worst of 20", max(after), 150 * times, "ms")
    table.row(name, "process, after all of that", session.peak_mib(), 320, "MiB")
    session.close()


CONDITIONS = [
    "i == 123456789",
    "i % 1000 == 1000",
    "point.x > 10 and i < 5",
    "!done and i > 100000000",
    "p.x == i + 2",
    "sum == 7 * i + 11 or list[1] == 7",
    "items.items.len > 1000",
    "items.items[2] == 9",
    "a[i % 4] > b[3]",
    "name[0] == 'x'",
    "node.next == null",
    "node.next.?.value == 77",
    "maybe != null and maybe.? > 100",
    "kind == .done",
    "shape == .square",
    "f > 1e9",
]


def conditions(undefer, table):
    """Visits of a breakpoint whose condition stays false, a second; with them the loop in which they are."""
    program = HERE / "time" / "visits.zig"
    visits = int(re.search(r"const N = ([\d_]+);", program.read_text())[1].replace("_", ""))
    line = line_of(program, "sum +%= point.x")
    session = Session(undefer, program)
    session.tell("goto end")
    for condition in CONDITIONS:
        session.tell("goto start")
        session.tell(f"break {line} if {condition}")
        took = []
        for _ in range(3):
            session.tell("goto start")
            took.append(session.tell("continue")[1])
        session.tell("delete")
        rate = visits / min(took) / 1e6
        table.row("visits", f"if {condition}", 20 / rate, 1, "x")
        print(f"{'':<9} {rate:.1f} million visits a second", flush=True)
    session.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    parser.add_argument("--undefer", default=str(target / "release/undefer"))
    parser.add_argument("--length", type=int, default=1, help="times 1e9 instructions")
    parser.add_argument("--rounds", type=int, default=5, help="runs with and without recording")
    parser.add_argument("programs", nargs="*", help="files of tests/bench/time/ without .zig; all without any")
    given = parser.parse_args()
    if not os.access(given.undefer, os.X_OK):
        parser.error(f"there is no {given.undefer}: cargo build --release makes it")
    names = given.programs or sorted(path.stem for path in (HERE / "time").glob("*.zig"))
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            if name == "visits":
                conditions(given.undefer, table)
                continue
            program = longer(HERE / "time" / f"{name}.zig", given.length, folder)
            measure(given.undefer, program, given.length, table, given.rounds)
    sys.exit(f"{table.missed} missed" if table.missed else None)


if __name__ == "__main__":
    main()

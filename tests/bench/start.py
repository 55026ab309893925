#!/usr/bin/env python3
"""How soon a program can be looked at: from the command to the screen, in a pseudo-terminal.

    cargo build --release
    python3 tests/bench/start.py [--undefer target/release/undefer] [--rounds 15] [PROGRAM...]

Without programs: some of the samples. For each, at two sizes of the terminal: the milliseconds until the first picture
(the frames of the panes), until the last change of the screen (source, stack, heap, log and the
recorded run are all there), and the CPU time of all threads until then and of `undefer run`. The least of all rounds
counts, the rounds of all programs take turns, and the limit is that of the design.
"""

import argparse
import fcntl
import os
import pathlib
import select
import signal
import struct
import sys
import termios
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = ["pair.zig", "dynarray.zig", "leak.zig"]
SIZES = [(80, 24), (200, 60)]
LIMIT = 50
# Part of the frame of every picture.
PICTURE = b"1 source"
# A screen that has not changed for so long is complete.
QUIET = 0.3


def terminal(columns, rows):
    """Both ends of a new pseudo-terminal."""
    ours, theirs = os.openpty()
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    return ours, theirs


def start(command, size):
    """Milliseconds to the first picture and to the last change, and those of CPU time."""
    ours, theirs = terminal(*size)
    # A session that opens it has it as its controlling terminal.
    name = os.ttyname(theirs)
    actions = [(os.POSIX_SPAWN_OPEN, n, name, os.O_RDWR, 0) for n in (0, 1, 2)]
    environment = dict(os.environ, TERM="xterm-256color")
    begun = time.perf_counter()
    pid = os.posix_spawn(command[0], command, environment, file_actions=actions, setsid=True)
    os.close(theirs)
    shown, first, last = b"", None, None
    while select.select([ours], [], [], QUIET if first else 10)[0]:
        shown += os.read(ours, 1 << 16)
        last = time.perf_counter()
        if first is None and PICTURE in shown:
            first = last
    os.kill(pid, signal.SIGKILL)
    _, _, usage = os.wait4(pid, 0)
    os.close(ours)
    if first is None:
        sys.exit(f"{' '.join(command)}: no picture")
    return (first - begun) * 1000, (last - begun) * 1000, cpu(usage)


def run(command):
    """Milliseconds of CPU of a whole run; what it prints is thrown away, and how it ends does not matter."""
    null = [(os.POSIX_SPAWN_OPEN, n, os.devnull, os.O_RDWR, 0) for n in (0, 1, 2)]
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=null)
    _, _, usage = os.wait4(pid, 0)
    return cpu(usage)


def cpu(usage):
    """Milliseconds of the processor that all threads have had."""
    return (usage.ru_utime + usage.ru_stime) * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    parser.add_argument("--undefer", default=str(target / "release/undefer"))
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("programs", nargs="*")
    given = parser.parse_args()
    undefer = os.path.abspath(given.undefer)
    if not os.access(undefer, os.X_OK):
        parser.error(f"there is no {undefer}: cargo build --release makes it")
    programs = given.programs or [str(ROOT / "samples" / name) for name in PROGRAMS]
    found = {(program, size): [] for program in programs for size in SIZES}
    runs = {program: [] for program in programs}
    for _ in range(given.rounds):
        for program, size in found:
            found[program, size].append(start([undefer, program], size))
        for program in programs:
            runs[program].append(run([undefer, "run", program]))
    missed = 0
    print(f"{'program':<16} {'size':>7} {'first picture':>15} {'complete':>12} {'limit':>8} {'ratio':>6} {'CPU':>9} {'run':>9}")
    for (program, (columns, rows)), times in found.items():
        first, last, used = (min(column) for column in zip(*times))
        missed += last > LIMIT
        name = pathlib.Path(program).name
        print(
            f"{name:<16} {columns:>4}x{rows:<2} {first:>12.1f} ms {last:>9.1f} ms {LIMIT:>5} ms {last / LIMIT:>6.2f}"
            f" {used:>6.0f} ms {min(runs[program]):>6.1f} ms" + ("  missed" if last > LIMIT else "")
        )
    sys.exit(f"{missed} missed" if missed else None)


if __name__ == "__main__":
    main()

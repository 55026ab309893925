#!/usr/bin/env python3
"""How fast programs run here, next to what people would use instead: one table, in ratios.

    cargo build --release
    python3 tests/bench/speed.py [--undefer target/release/undefer] [--rounds N] [--programs FOLDER] [NAME...]

For every program of `tests/bench/programs` (or of another folder): the CPU time of the whole process, the least of N
rounds, of `undefer run` with all checks and recording on; the same without recording; real Zig 0.15.2 in Debug mode
(`pip install ziglang==0.15.2`, or ZIG=command); valgrind's memcheck on that, if it is installed. What is missing has
no column. The rounds of all of them take turns, so that a busy machine is busy for all alike.
"""

import argparse
import math
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def cpu(command):
    """Seconds of CPU that a process took, its output thrown away."""
    null = [(os.POSIX_SPAWN_OPEN, n, os.devnull, os.O_RDWR, 0) for n in (0, 1, 2)]
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=null)
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))}: status {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime


def zig():
    """The command of the real compiler, or nothing."""
    if "ZIG" in os.environ:
        return os.environ["ZIG"].split()
    python = [sys.executable, "-m", "ziglang"]
    found = subprocess.run(python + ["version"], capture_output=True, text=True)
    return python if found.returncode == 0 else None


def native(compiler, program, folder):
    """The program as Zig builds it in Debug mode."""
    binary = Path(folder) / program.stem
    build = compiler + ["build-exe", str(program), "-ODebug", f"-femit-bin={binary}"]
    subprocess.run(build, check=True, cwd=folder)
    return str(binary)


def main():
    parser = argparse.ArgumentParser(description="CPU times of programs, in ratios")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--programs", type=Path, default=ROOT / "tests/bench/programs")
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    parser.add_argument("--undefer", default=str(target / "release/undefer"))
    parser.add_argument("names", nargs="*")
    given = parser.parse_args()
    if not os.access(given.undefer, os.X_OK):
        parser.error(f"there is no {given.undefer}: cargo build --release makes it")
    programs = sorted(given.programs.glob("*.zig"))
    programs = [p for p in programs if not given.names or p.stem in given.names]
    compiler = zig()
    with tempfile.TemporaryDirectory() as folder:
        rows = [measure(given, program, compiler, folder) for program in programs]
    names = list(rows[0][1]) if rows else []
    print(f"{'':12}" + "".join(f"{name:>18}" for name in names))
    for program, times in rows:
        base = times["undefer"]
        cells = (f"{t * 1000:8.0f} ms {base / t:5.2f}x" for t in times.values())
        print(f"{program:12}" + "".join(f"{cell:>18}" for cell in cells))
    if rows:
        means = (math.exp(sum(math.log(t["undefer"] / t[name]) for _, t in rows) / len(rows)) for name in names)
        print(f"{'all (mean)':12}" + "".join(f"{mean:17.2f}x" for mean in means))
    print("x: how many times the CPU of that column `undefer run` takes; the mean is geometric")


def measure(given, program, compiler, folder):
    commands = {
        "undefer": [given.undefer, "run", str(program)],
        "no recording": [given.undefer, "run", "--no-record", str(program)],
    }
    if compiler:
        commands["Zig Debug"] = [native(compiler, program, folder)]
    if compiler and shutil.which("valgrind"):
        commands["memcheck"] = ["valgrind", "--quiet"] + commands["Zig Debug"]
    times = {name: [] for name in commands}
    for _ in range(given.rounds):
        for name, command in commands.items():
            # Memcheck is many times slower: once is exact enough.
            if name != "memcheck" or not times[name]:
                times[name].append(cpu(command))
    return program.stem, {name: min(found) for name, found in times.items()}


if __name__ == "__main__":
    main()

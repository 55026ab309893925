#!/usr/bin/env python3
"""Asks the real Zig what the programs of tests/programs do.

    tests/oracle.py             compare the stored answers with real Zig's
    tests/oracle.py --update    store what real Zig answers
    tests/oracle.py --missing   store the answers that are not there yet
    tests/oracle.py --ours EXE  compare the stored answers with `EXE run`
    ... NAME...                 only the programs whose path contains one of the words

`ok/NAME.zig` has its answer beside it in `ok/NAME.expected`:

    exit 0                      or `exit 7`, `panic index out of bounds: ... @ 12`, `error Oops`
    --- stderr
    what std.debug.print wrote, escaped as in a Zig string, a line a line
    --- stdout
    the same for the standard output; left out when it is empty

`test/NAME.zig` is asked with `zig test`; its answer has a line per test, what the test said indented below it,
and a last line with the sums:

    two is even: ok
    three is even: fail TestUnexpectedResult
    1 passed; 0 skipped; 1 failed; 0 leaked

A last line without a newline ends with a single backslash. `fault/` programs must compile; what they do
is not asked, because there Zig says that anything may happen. For `reject/` programs the lines that carry
`~ERROR text` (and `~WARN text`, which Zig has as errors) must be those of Zig's messages.

Real Zig comes from the Python package `ziglang` (`pip install ziglang==0.15.2`).
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

VERSION = "0.15.2"
PROGRAMS = pathlib.Path(__file__).resolve().parent / "programs"
ZIG = [sys.executable, "-m", "ziglang"]
PANIC = re.compile(rb"thread \d+ panic: (.*)$", re.M)
RETURNED_ERROR = re.compile(rb"^error: (\w+)\n(?=\S+:\d+:\d+: 0x|\?\?\?:|\Z)", re.M)


def escape(data: bytes) -> str:
    """One line of text per line of output; what cannot be read is spelled as in a Zig string."""
    out = []
    for c in data.decode("utf-8", "surrogateescape"):
        n = ord(c)
        if c == "\n" or (n >= 0x20 and n != 0x7F and n != 0x5C and not 0xDC80 <= n <= 0xDCFF and not 0x80 <= n < 0xA0):
            out.append(c)
        elif c == "\\":
            out.append("\\\\")
        else:
            byte = n - 0xDC00 if 0xDC80 <= n <= 0xDCFF else n
            out.append("".join(f"\\x{b:02x}" for b in ([byte] if byte < 0x80 or n >= 0xDC80 else chr(n).encode())))
    text = "".join(out)
    if text and not text.endswith("\n"):
        text += "\\\n"
    return text


def answer(end: str, stderr: bytes, stdout: bytes) -> str:
    text = f"{end}\n--- stderr\n{escape(stderr)}"
    if stdout:
        text += f"--- stdout\n{escape(stdout)}"
    return text


def compile_only(path: pathlib.Path, cache: str) -> list[tuple[int, str]]:
    """Zig's errors as (line, message)."""
    run = subprocess.run(
        [*ZIG, "build-exe", "-fno-emit-bin", "-freference-trace=99", "--cache-dir", cache, str(path)],
        capture_output=True, stdin=subprocess.DEVNULL, text=True, errors="replace",
    )
    found = []
    here = rf"(?:\S*/)?{re.escape(path.name)}:(\d+):\d+"
    for part in re.split(r"^(?=\S+:\d+:\d+: error: )", run.stderr, flags=re.M)[1:]:
        message = re.match(r"\S+: error: (.*)", part)[1]
        # An error inside Zig's library (a bad format string) belongs to the line that refers to it.
        place = re.match(here + ": error: ", part) or re.search(rf"^    .*: {here}$", part, re.M)
        if place:
            found.append((place[1], message))
    if run.returncode and not found:
        found = [("0", run.stderr.strip())]
    return [(int(line), message) for line, message in found]


def ask(path: pathlib.Path, cache: str) -> str:
    """Compiles and runs one program with real Zig in Debug mode."""
    with tempfile.TemporaryDirectory() as folder:
        exe = os.path.join(folder, "program")
        built = subprocess.run(
            [*ZIG, "build-exe", "--cache-dir", cache, "-femit-bin=" + exe, str(path)],
            capture_output=True, stdin=subprocess.DEVNULL,
        )
        if built.returncode:
            return "rejected\n" + built.stderr.decode(errors="replace")
        try:
            run = subprocess.run([exe], capture_output=True, stdin=subprocess.DEVNULL, timeout=30, cwd=folder,
                                 env={**os.environ, "NO_COLOR": "1"})
        except subprocess.TimeoutExpired:
            return "timeout\n"
    stderr, end = run.stderr, f"exit {run.returncode}"
    if panic := PANIC.search(stderr):
        where = re.search(rf"{re.escape(path.name)}:(\d+):\d+: 0x".encode(), stderr[panic.end():])
        if panic[1].startswith(b"attempt to unwrap error"):
            where = None  # Zig names the line where the error was made first
        end = f"panic {panic[1].decode()}" + (f" @ {where[1].decode()}" if where else "")
        stderr = stderr[:panic.start()]
    elif run.returncode == 1 and (error := RETURNED_ERROR.search(stderr)):
        end = f"error {error[1].decode()}"
        stderr = stderr[:error.start()]
    return answer(end, stderr, run.stdout)


def ask_tests(path: pathlib.Path, cache: str) -> str:
    """`zig test`, without its traces."""
    run = subprocess.run(
        [*ZIG, "test", "--cache-dir", cache, str(path)],
        capture_output=True, stdin=subprocess.DEVNULL, text=True, env={**os.environ, "NO_COLOR": "1"},
    )
    text = re.sub(r"^\S+:\d+:\d+: 0x.*\n(?: .*\n[ ~^]*\n)?", "", run.stderr, flags=re.M)
    text = re.sub(r"^\[gpa\] \(err\).*\n\n?", "", text, flags=re.M)
    start = rf"^\d+/\d+ {re.escape(path.stem)}\."
    parts = re.split(start, text, flags=re.M)
    if len(parts) == 1 and "passed" not in text:
        return "rejected\n" + run.stderr
    lines, results = [], []
    for part in parts[1:]:
        name, said = part.split("...", 1)
        status = re.search(r"^(.*?)(OK|SKIP|FAIL \((\w+)\))\n", said, re.S)
        result = {"OK": "ok", "SKIP": "skip"}.get(status[2], f"fail {status[3]}")
        results.append(result.split()[0])
        lines.append(f"{name.removeprefix('test.').removeprefix('decltest.')}: {result}")
        lines += [f"    {line}".rstrip() for line in status[1].splitlines()]
    leaked = re.search(r"^(\d+) tests leaked", text, re.M)
    counts = "; ".join(f"{results.count(r)} {word}" for r, word in (("ok", "passed"), ("skip", "skipped"), ("fail", "failed")))
    return "\n".join([*lines, f"{counts}; {leaked[1] if leaked else 0} leaked"]) + "\n"


def ask_ours(path: pathlib.Path, exe: str) -> str:
    """The same question to undefer, whose report of a panic or an error follows the program's output."""
    run = subprocess.run([exe, "run", "--color", "never", str(path)], capture_output=True, stdin=subprocess.DEVNULL)
    stderr, end = run.stderr, f"exit {run.returncode}"
    if run.returncode == 4 and (panic := re.search(rb"^panic: (.*)$", stderr, re.M)):
        where = re.search(rf"{re.escape(path.name)}:(\d+):\d+".encode(), stderr[panic.end():])
        end = f"panic {panic[1].decode()}" + (f" @ {where[1].decode()}" if where else "")
        stderr = stderr[:panic.start()]
    elif run.returncode == 3 and (error := re.search(rb"^error: (\w+)$", stderr, re.M)):
        end = f"error {error[1].decode()}"
        stderr = stderr[:error.start()]
    return answer(end, stderr, run.stdout)


def marks(path: pathlib.Path, *kinds: str) -> list[tuple[int, str]]:
    found = []
    for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
        for kind in kinds:
            for mark in re.findall(rf"// ~{kind}\b(.*?)(?= // ~|$)", line):
                found.append((number, mark.strip()))
    return found


def check_ok(path, args, cache):
    stored = path.with_suffix(".expected")
    if args.missing and stored.exists():
        return None
    if args.ours:
        said = ask_ours(path, args.ours)
    else:
        said = ask(path, cache)
    if said.startswith(("rejected", "timeout")):
        return said
    if args.update or args.missing:
        stored.write_text(said)
    elif not stored.exists():
        return "no stored answer"
    elif said != stored.read_text():
        return f"stored:\n{stored.read_text()}--- now:\n{said}"
    for line, text in marks(path, "PANIC"):
        if said.splitlines()[0] not in (f"panic {text} @ {line}", f"panic {text}") and not args.ours:
            return f"line {line} says ~PANIC {text}, Zig says {said.splitlines()[0]}"
    return None


def check_test(path, args, cache):
    stored = path.with_suffix(".expected")
    if args.ours or args.missing and stored.exists():
        return None
    said = ask_tests(path, cache)
    if said.startswith("rejected"):
        return said
    if args.update or args.missing:
        stored.write_text(said)
    elif not stored.exists() or said != stored.read_text():
        return f"now:\n{said}"
    return None


def check_compiles(path, args, cache):
    if args.ours:
        return None
    errors = compile_only(path, cache)
    return "\n".join(f"{line}: {message}" for line, message in errors) or None


def check_reject(path, args, cache):
    if args.ours:
        return None
    wanted = marks(path, "ERROR", "WARN")
    said = compile_only(path, cache)
    missing = [w for w in wanted if not any(w[0] == line and w[1] in text for line, text in said)]
    more = [s for s in said if not any(w[0] == s[0] and w[1] in s[1] for w in wanted)]
    text = [f"not said by Zig: {line}: {message}" for line, message in missing]
    text += [f"said by Zig:     {line}: {message}" for line, message in more]
    return "\n".join(text) or None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--missing", action="store_true")
    parser.add_argument("--ours", metavar="EXE")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("words", nargs="*")
    args = parser.parse_args()

    if not args.ours:
        try:
            found = subprocess.run([*ZIG, "version"], capture_output=True, text=True).stdout.strip()
        except OSError as problem:
            found = str(problem)
        if found != VERSION:
            print(f"need Zig {VERSION} (pip install ziglang=={VERSION}), found: {found or 'none'}")
            return 2

    checks = {"ok": check_ok, "fault": check_compiles, "reject": check_reject, "test": check_test}
    work = []
    for folder, check in checks.items():
        if args.missing and folder not in ("ok", "test"):
            continue
        for path in sorted((PROGRAMS / folder).rglob("*.zig")):
            name = str(path.relative_to(PROGRAMS))
            if "// ~NOT-ZIG" in path.read_text(errors="replace"):
                continue  # what only undefer does, such as a fragment or a program of our own limits
            if not args.words or any(word in name for word in args.words):
                work.append((name, check, path))

    differ = 0
    with tempfile.TemporaryDirectory() as cache:
        with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
            results = [(name, pool.submit(check, path, args, cache)) for name, check, path in work]
            for name, result in results:
                if problem := result.result():
                    differ += 1
                    print(f"=== {name}\n{problem.rstrip()}\n", flush=True)
    print(f"{len(work)} programs, {differ} differ")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Asks real Zig how it prints values, and stores the answers in answers.txt.

    python3 tests/format/ask.py        (needs `pip install ziglang==0.15.2`)

A line of cases.txt is `TYPE | VALUE | SPECIFIERS`, the specifiers separated by blanks (`~` stands for a blank
inside one). A line of answers.txt is `TYPE | VALUE | SPECIFIER | TEXT`, or `!` and Zig's message where it refuses.
`TYPE = ...` definitions are declared first and copied.
"""
import pathlib, re, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).parent


def program(definitions, cases, skip):
    lines = ['const std = @import("std");', "const print = std.debug.print;"]
    lines += [f"const {d};" for d in definitions]
    first = len(lines) + 1
    for number, (ty, value, spec) in enumerate(cases):
        text = spec.replace("~", " ").replace('"', '\\"')
        body = "" if number in skip else f'var v: {ty} = {value}; _ = &v; print("{{s}}" ++ "{text}" ++ "\\n", .{{ "{number}|", v }});'
        lines.append(f"fn case{number}() void {{ {body} }}")
    lines.append("pub fn main() void {")
    lines += [f"    case{n}();" for n in range(len(cases))]
    lines.append("}")
    return "\n".join(lines), first


def main():
    definitions, cases = [], []
    for line in (HERE / "cases.txt").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        if re.match(r"\w+ = ", line) and " | " not in line:
            definitions.append(line)
            continue
        ty, value, specs = line.split(" | ")
        cases += [(ty, value, spec) for spec in specs.split()]
    refused = {}
    with tempfile.TemporaryDirectory() as tmp:
        path = pathlib.Path(tmp) / "main.zig"
        while True:
            text, first = program(definitions, cases, refused)
            path.write_text(text)
            command = [sys.executable, "-m", "ziglang", "run", str(path), "-freference-trace=99"]
            run = subprocess.run(command, capture_output=True)
            errors = run.stderr.decode("utf-8", "replace")
            if run.returncode == 0:
                break
            before = len(refused)
            stop = re.search(r"thread \d+ (panic: .*)|(Segmentation fault)", errors)
            if stop:
                culprit = re.search(r"in case(\d+) ", errors)
                refused[int(culprit.group(1))] = stop.group(1) or stop.group(2)
            # Each error, then the line of the case that caused it, in its reference trace.
            for part in re.split(r"(?m)^(?=\S+\.zig:\d+:\d+: error: )", errors):
                message = re.match(r"\S+\.zig:\d+:\d+: error: (.*)", part)
                for at in re.findall(r"main\.zig:(\d+):\d+", part):
                    number = int(at) - first
                    if message and 0 <= number < len(cases):
                        refused.setdefault(number, message.group(1))
            if len(refused) == before:
                sys.exit(errors[-3000:])
    printed = {}
    for line in run.stderr.split(b"\n"):
        number, _, text = line.partition(b"|")
        if number.isdigit():
            printed[int(number)] = text.decode("utf-8", "backslashreplace")
    out = [*definitions]
    for number, (ty, value, spec) in enumerate(cases):
        answer = f"!{refused[number]}" if number in refused else printed[number]
        out.append(f"{ty} | {value} | {spec} | {answer}")
    (HERE / "answers.txt").write_text("\n".join(out) + "\n")
    print(f"{len(cases)} cases, {len(refused)} refused")


main()

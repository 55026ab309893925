#!/usr/bin/env python3
"""Asks real Zig how it lays types out and what it calls them, and stores the answers in layouts.txt.

    python3 tests/types/ask.py        (needs `pip install ziglang==0.15.2`)

The types are those of types.txt, then as many random ones built from them. A line of layouts.txt:

    T7 = struct { a: u8, b: u32 } | main.T7 | size 8 align 4 bits 64 | 4 0

The last column: offsets of the fields of a struct (bit offsets if packed); where `?T` keeps its flag (`-`: the
payload itself); where an error union keeps code and payload; where a tagged union keeps tag and payload.
"""
import pathlib, random, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).parent
PRELUDE = '''const std = @import("std");
fn head(comptime line: []const u8, comptime T: type) void {
    std.debug.print(line ++ " | {s} | size {d} align {d} bits {d} |", .{ @typeName(T), @sizeOf(T), @alignOf(T), @bitSizeOf(T) });
}
fn comptimeOnly(comptime T: type) bool {
    const info = @typeInfo(T);
    if (info != .pointer or @typeInfo(info.pointer.child) != .@"fn") return false;
    return @typeInfo(info.pointer.child).@"fn".is_generic;
}
fn ask(comptime line: []const u8, comptime T: type) void {
    @setEvalBranchQuota(100000);
    if (comptime comptimeOnly(T)) return std.debug.print(line ++ " | {s} |\\n", .{@typeName(T)});
    head(line, T);
    var buf: [4096]u8 align(64) = undefined;
    const p: *T = @ptrCast(@alignCast(&buf));
    switch (@typeInfo(T)) {
        .@"struct" => |s| inline for (s.fields) |f| {
            if (f.is_comptime) {
                std.debug.print(" -", .{});
            } else if (s.layout == .@"packed") {
                std.debug.print(" {d}", .{@bitOffsetOf(T, f.name)});
            } else std.debug.print(" {d}", .{@offsetOf(T, f.name)});
        },
        .optional => {
            var found: usize = 0;
            var at: usize = 0;
            for (0..@sizeOf(T)) |i| {
                @memset(&buf, 0);
                buf[i] = 1;
                if (p.* != null) {
                    found += 1;
                    at = i;
                }
            }
            if (found == 1) std.debug.print(" {d}", .{at}) else std.debug.print(" -", .{});
        },
        .error_union => {
            var at: usize = 999;
            for (0..@sizeOf(T)) |i| {
                @memset(&buf, 0);
                buf[i] = 1;
                if (p.*) |_| {} else |_| if (at == 999) {
                    at = i;
                }
            }
            @memset(&buf, 0);
            const payload = if (p.*) |*v| @intFromPtr(v) - @intFromPtr(p) else |_| 0;
            std.debug.print(" {d} {d}", .{ at, payload });
        },
        .@"union" => |u| if (u.layout == .auto) {
            if (u.tag_type) |Tag| {
                if (@sizeOf(Tag) > 0) {
                    @memset(&buf, 0);
                    const first: Tag = p.*;
                    p.* = @unionInit(T, u.fields[0].name, undefined);
                    @memset(&buf, 0);
                    var at: usize = 999;
                    for (0..@sizeOf(T)) |i| {
                        @memset(&buf, 0);
                        buf[i] = 1;
                        if (@as(Tag, p.*) != first and at == 999) at = i;
                    }
                    @memset(&buf, 0);
                    std.debug.print(" {d} {d}", .{ at, @intFromPtr(&@field(p, u.fields[0].name)) - @intFromPtr(p) });
                }
            }
        },
        else => {},
    }
    std.debug.print("\\n", .{});
}
'''


def random_types(rng, named, count):
    """Definitions built from the scalars and from what stands before."""
    scalars = ["u8", "i8", "u16", "i32", "u64", "f32", "f64", "bool", "u1", "u3", "i7", "u17", "u33", "u65", "u128",
               "usize", "f16", "void", "*u8", "[]const u8", "?*u32", "[*]u16", "anyerror", "f80", "i24", "u0"]
    packable = ["u1", "u2", "u3", "bool", "u8", "i5", "u12", "u16", "f32", "i32", "u0", "f16"]

    def pick():
        kind = rng.random()
        if kind < 0.55:
            return rng.choice(scalars)
        if kind < 0.65:
            return f"[{rng.randint(0, 5)}]{pick()}"
        if kind < 0.75:
            return f"?{pick()}"
        if kind < 0.8:
            return f"*const {pick()}"
        return rng.choice(named)

    made = []
    for _ in range(count):
        kind = rng.random()
        n = rng.randint(1, 7)
        fields = lambda f: ", ".join(f"{chr(97 + i)}: {f()}" for i in range(n))
        if kind < 0.35:
            text = "struct { " + fields(pick) + " }"
        elif kind < 0.43:
            text = "packed struct { " + fields(lambda: rng.choice(packable)) + " }"
        elif kind < 0.52:
            text = "extern struct { " + fields(lambda: rng.choice(
                ["u8", "u16", "u32", "u64", "f64", "bool", "*u8", "[3]u8", "i32"])) + " }"
        elif kind < 0.65:
            text = "union(enum) { " + fields(pick) + " }"
        elif kind < 0.73:
            text = "union { " + fields(pick) + " }"
        elif kind < 0.78:
            text = "struct { " + ", ".join(pick() for _ in range(n)) + " }"
        elif kind < 0.88:
            text = "?" + pick()
        else:
            text = rng.choice(["anyerror", "E"]) + "!" + pick().replace("anyerror", "u8")
        name = f"R{len(made)}"
        made.append(f"{name} = {text}")
        # A union without bits and the like would make the probes of the next types longer than they are worth.
        named.append(name)
    return made


def main():
    lines = [l for l in (HERE / "types.txt").read_text().splitlines() if l and not l.startswith("#")]
    rng = random.Random(152)
    lines += random_types(rng, ["S1", "S2", "U1", "N1"], 160)
    body = [PRELUDE]
    for line in lines:
        body.append(f"const {line};")
    body.append("pub fn main() void {")
    for line in lines:
        name = line.split(" = ")[0]
        quoted = line.replace("\\", "\\\\").replace('"', '\\"').replace("{", "{{").replace("}", "}}")
        body.append(f'    ask("{quoted}", {name});')
    body.append("}")
    with tempfile.TemporaryDirectory() as tmp:
        path = pathlib.Path(tmp) / "main.zig"
        path.write_text("\n".join(body))
        run = subprocess.run([sys.executable, "-m", "ziglang", "run", str(path)], capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(run.stderr[-3000:])
        (HERE / "layouts.txt").write_text(run.stderr)
    print(f"{len(run.stderr.splitlines())} types")


main()

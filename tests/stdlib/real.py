#!/usr/bin/env python3
"""Runs programs with our library under real Zig: the files of src/stdlib with small stand-ins for the machine's
`@vm` calls. What a program prints must not depend on whose library it uses.

    python3 tests/stdlib/real.py                 (needs `pip install ziglang==0.15.2`)
    python3 tests/stdlib/real.py program.zig...  (others than those beside this script)
"""
import pathlib, re, shutil, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).parent
LIBRARY = HERE.parent.parent / "src" / "stdlib"

VM = '''const real = @import("std");
pub fn PageAlloc(len: usize, alignment: usize) ?[*]u8 {
    return real.heap.page_allocator.rawAlloc(len, .fromByteUnits(alignment), 0);
}
pub fn PageFree(ptr: [*]u8, len: usize) void {
    real.heap.page_allocator.rawFree(ptr[0..len], .@"1", 0);
}
pub fn PageResize(ptr: [*]u8, len: usize, new_len: usize) bool {
    return real.heap.page_allocator.rawResize(ptr[0..len], .@"1", new_len, 0);
}
pub fn BlockBorn(_: *const anyopaque, _: *const anyopaque, ptr: [*]u8, len: usize, _: usize, comptime _: type, _: usize) [*]u8 {
    @memset(ptr[0..len], 0xaa);
    return ptr;
}
pub fn BlockDies(_: *const anyopaque, _: *const anyopaque, ptr: [*]u8, len: usize, _: usize) [*]u8 {
    @memset(ptr[0..len], 0xaa);
    return ptr;
}
pub fn BlockChecked(_: *const anyopaque, _: *const anyopaque, ptr: [*]u8, _: usize, _: usize) [*]u8 {
    return ptr;
}
pub fn BlockResized(_: [*]u8, _: usize, new_ptr: [*]u8, _: usize) [*]u8 {
    return new_ptr;
}
pub fn BlocksEnd(_: [*]u8, _: usize) void {}
pub fn BlockStretched(_: [*]u8, _: usize) void {}
pub fn AllocatorEnds(_: *const anyopaque, _: usize) void {}
pub fn Exit(status: u8) noreturn {
    real.process.exit(status);
}
pub fn Write(fd: u8, bytes: []const u8) void {
    _ = real.posix.write(fd, bytes) catch {};
}
pub fn ReadByte() ?u8 {
    var byte: [1]u8 = undefined;
    const n = real.posix.read(0, &byte) catch return null;
    return if (n == 0) null else byte[0];
}
pub fn Print(_: u8, comptime format: []const u8, args: anytype) void {
    real.debug.print(format, args);
}
pub fn Format(buffer: []u8, comptime format: []const u8, args: anytype) error{NoSpaceLeft}![]u8 {
    return real.fmt.bufPrint(buffer, format, args);
}
pub fn FormatCount(comptime format: []const u8, args: anytype) usize {
    return real.fmt.count(format, args);
}
pub inline fn FormatParts(comptime format: []const u8, _: anytype) [1][2][]const u8 {
    return comptime .{.{ format, "" }};
}
pub const FormatPart = Format;
pub const FormatPartCount = FormatCount;
pub inline fn ComptimePrint(comptime format: []const u8, args: anytype) *const [real.fmt.count(format, args):0]u8 {
    return real.fmt.comptimePrint(format, args);
}
pub fn ParseFloat(comptime T: type, text: []const u8) ?T {
    return real.fmt.parseFloat(T, text) catch null;
}
pub fn IntType(comptime signed: bool, comptime bits: u16) type {
    return real.meta.Int(if (signed) .signed else .unsigned, bits);
}
'''


def lay_out(folder):
    """A copy of the library that real Zig can compile."""
    for path in LIBRARY.rglob("*.zig"):
        target = folder / "lib" / path.relative_to(LIBRARY)
        target.parent.mkdir(parents=True, exist_ok=True)
        up = "../" * (len(path.relative_to(LIBRARY).parts) - 1)
        text = path.read_text()
        if "@vm" in text:
            text = re.sub(r"@vm(\w+)\(", r"machine_.\1(", text)
            text += f'\nconst machine_ = @import("{up}vm_.zig");\n'
        if path.name == "builtin.zig":
            # Real `@typeInfo` gives real types.
            names = re.findall(r"(?m)^pub const (\w+)", text)
            text = "const real = @import(\"std\").builtin;\n" + "".join(f"pub const {n} = real.{n};\n" for n in names)
        target.write_text(text)
    (folder / "lib" / "vm_.zig").write_text(VM)


def run(path):
    result = subprocess.run([sys.executable, "-m", "ziglang", "run", str(path)], capture_output=True, text=True)
    # The names of our types have the folder in front.
    return result.returncode, (result.stderr + result.stdout).replace("lib.", "")


def main():
    programs = [pathlib.Path(p) for p in sys.argv[1:]] or sorted(HERE.glob("*.zig"))
    failed = 0
    with tempfile.TemporaryDirectory() as tmp:
        folder = pathlib.Path(tmp)
        lay_out(folder)
        for program in programs:
            text = program.read_text()
            theirs, ours = folder / "theirs.zig", folder / "main.zig"
            theirs.write_text(text)
            ours.write_text(text.replace('@import("std")', '@import("lib/std.zig")'))
            expected, got = run(theirs), run(ours)
            if expected == got and expected[0] == 0:
                print(f"ok   {program.name}")
                continue
            failed += 1
            print(f"FAIL {program.name}\n--- Zig's library: exit {expected[0]}\n{expected[1]}\n--- ours: exit {got[0]}\n{got[1]}")
    print(f"{len(programs) - failed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()

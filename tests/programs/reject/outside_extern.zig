// Nor functions that are written elsewhere. // ~NOT-ZIG
extern fn puts(s: [*:0]const u8) c_int; // ~ERROR 'extern' is not in undefer's subset of Zig
pub fn main() void {
    _ = puts("x");
}

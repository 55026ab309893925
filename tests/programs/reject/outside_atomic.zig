// No atomics. // ~NOT-ZIG
pub fn main() void {
    var x: u32 = 1;
    _ = @atomicRmw(u32, &x, .Add, 1, .seq_cst); // ~ERROR is not in undefer's subset of Zig
}

// No hardware behind the memory. // ~NOT-ZIG
pub fn main() void {
    var x: u32 = 1;
    const p: *volatile u32 = &x; // ~ERROR 'volatile' is not in undefer's subset of Zig
    p.* = 2;
}

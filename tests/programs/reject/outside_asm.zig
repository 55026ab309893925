// There is no processor below. // ~NOT-ZIG
pub fn main() void {
    asm volatile ("nop"); // ~ERROR is not in undefer's subset of Zig
}

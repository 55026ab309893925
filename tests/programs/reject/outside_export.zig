// Nothing outside calls in. // ~NOT-ZIG
export fn add(a: i32, b: i32) i32 { // ~ERROR 'export' is not in undefer's subset of Zig
    return a + b;
}
pub fn main() void {
    _ = add(1, 2);
}

fn f(comptime n: u32) u32 {
    if (n > 3) @compileError("too large"); // ~ERROR too large
    return n;
}
pub fn main() void {
    _ = f(4);
}

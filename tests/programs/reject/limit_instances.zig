// A function that needs itself with ever new comptime arguments never ends. // ~NOT-ZIG
fn f(comptime x: u64) u64 {
    return f(x + 1); // ~ERROR the program needs too many functions
}
pub fn main() void {
    _ = f(0);
}

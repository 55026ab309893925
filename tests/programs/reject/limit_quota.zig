// Zig's own bound: a thousand backward branches.
fn factorial(comptime n: comptime_int) comptime_int {
    return if (n == 0) 1 else n * factorial(n - 1); // ~ERROR evaluation exceeded 1000 backwards branches
}
pub fn main() void {
    const x = comptime factorial(5000);
    _ = x;
}

// The error set of each instance needs the next one. // ~NOT-ZIG
fn f(comptime n: u32) !void {
    if (n == 3) return error.A;
    try f(n + 1); // ~ERROR the program needs too many functions
}
pub fn main() !void {
    try f(5);
}

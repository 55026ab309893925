// The same with ever new types. // ~NOT-ZIG
fn depth(comptime T: type, n: u32) u32 {
    if (n == 0) return 0;
    return depth(*T, n - 1); // ~ERROR the program needs too many functions
}
pub fn main() void {
    _ = depth(u8, 3);
}

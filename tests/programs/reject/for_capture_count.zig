// As many captures as objects.
pub fn main() void {
    const a = [_]u8{ 1, 2 };
    for (a, 0..) |x| _ = x; // ~ERROR for input is not captured
}

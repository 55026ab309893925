pub fn main() void {
    const a = [_]u8{1};
    const b = [_]u8{ 1, 2 };
    for (a, b) |x, y| { // ~ERROR non-matching for loop lengths
        _ = x;
        _ = y;
    }
}

pub fn main() void {
    const a = [_]u8{ 1, 2 };
    _ = a[1..4]; // ~ERROR end index 4 out of bounds for array of length 2
}

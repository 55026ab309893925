pub fn main() void {
    const a = [_]u8{ 1, 2 };
    _ = a[2]; // ~ERROR index 2 outside array of length 2
}

// A constant index behind the end.
pub fn main() void {
    const a = [_]u8{ 1, 2, 3 };
    _ = a[3]; // ~ERROR index 3 outside array of length 3
}

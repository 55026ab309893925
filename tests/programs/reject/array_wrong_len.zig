pub fn main() void {
    const a = [_]u8{ 1, 2 };
    const b: [3]u8 = a; // ~ERROR expected type '[3]u8', found '[2]u8'
    _ = b;
}

// Too many elements.
pub fn main() void {
    const a: [2]u8 = .{ 1, 2, 3 }; // ~ERROR index 2 outside array of length 2
    _ = a;
}

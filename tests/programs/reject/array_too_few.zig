pub fn main() void {
    const a: [3]u8 = .{ 1, 2 }; // ~ERROR expected 3 array elements; found 2
    _ = a;
}

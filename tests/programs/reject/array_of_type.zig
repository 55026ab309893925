const T = [2]u8;
pub fn main() void {
    const t: T = .{ 1, 2, 3 }; // ~ERROR index 2 outside array of length 2
    _ = t;
}

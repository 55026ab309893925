pub fn main() void {
    const s: [2]u8 = .{ .a = 1, .b = 2 }; // ~ERROR type '[2]u8' does not support struct initialization syntax
    _ = s;
}

fn f(s: []const u8) [2]u8 {
    return s; // ~ERROR expected type '[2]u8', found '[]const u8'
}
pub fn main() void {
    _ = f("ab");
}

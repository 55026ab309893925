fn f(s: []const u8) [*]const u8 {
    return s; // ~ERROR expected type '[*]const u8', found '[]const u8'
}
pub fn main() void {
    _ = f("ab");
}

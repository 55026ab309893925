fn f(s: [:0]const u8) usize {
    return s.len;
}
pub fn main() void {
    const s: []const u8 = "x";
    _ = f(s); // ~ERROR expected type '[:0]const u8', found '[]const u8'
}

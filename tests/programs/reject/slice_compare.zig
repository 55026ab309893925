fn f(a: []const u8, b: []const u8) bool {
    return a == b; // ~ERROR operator == not allowed for type '[]const u8'
}
pub fn main() void {
    _ = f("a", "b");
}

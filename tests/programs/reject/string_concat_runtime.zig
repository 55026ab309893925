fn f(s: []const u8) []const u8 {
    return s ++ "x"; // ~ERROR unable to resolve comptime value
}
pub fn main() void {
    _ = f("a");
}

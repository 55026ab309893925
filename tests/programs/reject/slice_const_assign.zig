fn f(s: []const u8) void {
    s[0] = 1; // ~ERROR cannot assign to constant
}
pub fn main() void {
    f("abc");
}

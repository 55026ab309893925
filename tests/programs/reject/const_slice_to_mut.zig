fn f(s: []u8) void {
    s[0] = 1;
}
pub fn main() void {
    f("abc"); // ~ERROR expected type '[]u8', found '*const [3:0]u8'
}

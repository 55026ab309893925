fn f(s: []u8) void {
    s[0] = 1;
}
pub fn main() void {
    const a = [_]u8{ 1, 2 };
    f(&a); // ~ERROR expected type '[]u8', found '*const [2]u8'
}

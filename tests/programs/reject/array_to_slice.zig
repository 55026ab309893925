fn f(s: []u8) void {
    s[0] = 1;
}
pub fn main() void {
    var a = [_]u8{ 1, 2 };
    f(a); // ~ERROR array literal requires address-of operator (&) to coerce to slice type '[]u8'
    a[0] = 2;
}

inline fn f(a: u8) u8 {
    return a;
}
pub fn main() void {
    _ = f(1, 2); // ~ERROR expected 1 argument(s), found 2
}

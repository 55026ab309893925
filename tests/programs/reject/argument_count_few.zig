// Too few.
fn f(a: u8, b: u8) u8 {
    return a + b;
}
pub fn main() void {
    _ = f(1); // ~ERROR expected 2 argument(s), found 1
}

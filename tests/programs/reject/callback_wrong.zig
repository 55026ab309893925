fn apply(f: *const fn (i32) i32) i32 {
    return f(1);
}
fn g(x: u8) u8 {
    return x;
}
pub fn main() void {
    _ = apply(g); // ~ERROR expected type '*const fn (i32) i32', found '*const fn (u8) u8'
}

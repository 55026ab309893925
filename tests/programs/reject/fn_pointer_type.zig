fn f(x: u32) u32 {
    return x;
}
pub fn main() void {
    const p: *const fn (u8) u32 = f; // ~ERROR expected type '*const fn (u8) u32', found '*const fn (u32) u32'
    _ = p(1);
}

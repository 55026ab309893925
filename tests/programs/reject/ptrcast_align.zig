fn f(p: *u8) *u32 {
    return @ptrCast(p); // ~ERROR @ptrCast increases pointer alignment
}
pub fn main() void {
    var x: u8 = 1;
    _ = f(&x);
    x = 2;
}

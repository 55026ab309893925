fn f(x: u32) u32 {
    return x;
}
pub fn main() void {
    var x: u32 = 1;
    _ = f(&x); // ~ERROR expected type 'u32', found pointer
    x = 2;
}

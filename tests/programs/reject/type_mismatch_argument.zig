// An argument of the wrong type.
fn f(n: u8) u8 {
    return n;
}
pub fn main() void {
    var big: u32 = 7;
    big += 1;
    _ = f(big); // ~ERROR expected type 'u8', found 'u32'
}

// Nor can a parameter.
fn f(n: u32) u32 {
    n += 1; // ~ERROR cannot assign to constant
    return n;
}
pub fn main() void {
    _ = f(1);
}

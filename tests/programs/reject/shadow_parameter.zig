// Nor a parameter.
fn f(n: u32) u32 {
    const n = 5; // ~ERROR local constant 'n' shadows function parameter from outer scope
    return n;
}
pub fn main() void {
    _ = f(1);
}

fn f(a: u32) u32 {
    const a = 2; // ~ERROR local constant 'a' shadows function parameter from outer scope
    return a;
}
pub fn main() void {
    _ = f(1);
}

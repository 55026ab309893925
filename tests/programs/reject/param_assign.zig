fn f(a: u32) u32 {
    a += 1; // ~ERROR cannot assign to constant
    return a;
}
pub fn main() void {
    _ = f(1);
}

// Nor what a pointer to const points at.
pub fn main() void {
    const x: u32 = 1;
    const p = &x;
    p.* = 2; // ~ERROR cannot assign to constant
}

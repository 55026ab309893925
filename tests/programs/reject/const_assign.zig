pub fn main() void {
    const x: u32 = 1;
    x = 2; // ~ERROR cannot assign to constant
}

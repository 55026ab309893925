// An overflow that the compiler can see.
pub fn main() void {
    const a: u8 = 200;
    const b = a + 100; // ~ERROR overflow of integer type 'u8' with value '300'
    _ = b;
}

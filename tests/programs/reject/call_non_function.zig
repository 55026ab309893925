// Only functions can be called.
pub fn main() void {
    const x: u32 = 1;
    x(); // ~ERROR type 'u32' not a function
}

pub fn main() void {
    const x: u32 = 3;
    x(); // ~ERROR type 'u32' not a function
}

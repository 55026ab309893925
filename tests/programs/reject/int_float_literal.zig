pub fn main() void {
    const x: i32 = 1.5; // ~ERROR fractional component prevents float value '1.5' from coercion to type 'i32'
    _ = x;
}

// A float with a fraction is no integer.
pub fn main() void {
    const n: i32 = 1.5; // ~ERROR fractional component prevents float value '1.5' from coercion to type 'i32'
    _ = n;
}

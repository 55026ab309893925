// A constant cannot depend on itself.
const a = b + 1; // ~ERROR dependency loop detected
const b = a + 1;
pub fn main() void {
    _ = a;
}

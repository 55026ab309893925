const U = union { a: u8, b: u16 };
pub fn main() void {
    const u = U{ .a = 1 };
    if (u == .a) return; // ~ERROR comparison of union and enum literal is only valid for tagged union types
}

// A union has one field at a time.
const U = union(enum) { a: u8, b: u8 };
pub fn main() void {
    const u = U{ .a = 1, .b = 2 }; // ~ERROR union initialization expects exactly one field
    _ = u;
}

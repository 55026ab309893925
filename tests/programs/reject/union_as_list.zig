const U = union(enum) { a: u8, b };
pub fn main() void {
    _ = U{.a}; // ~ERROR does not support array initialization syntax
}

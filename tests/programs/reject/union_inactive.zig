const U = union { a: u8, b: u16 };
pub fn main() void {
    const u = U{ .a = 1 };
    _ = u.b; // ~ERROR access of union field 'b' while field 'a' is active
}

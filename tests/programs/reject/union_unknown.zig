const U = union(enum) { a: u8, b: u16 };
pub fn main() void {
    const u = U{ .c = 1 }; // ~ERROR no field named 'c' in union 'union_unknown.U'
    _ = u;
}

const U = union(enum) { a: u8, a: u16 }; // ~ERROR duplicate union member name 'a'
pub fn main() void {
    const u: U = undefined;
    _ = u;
}

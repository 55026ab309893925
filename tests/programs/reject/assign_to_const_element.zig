// Nor can an element of a constant slice.
pub fn main() void {
    const s: []const u8 = "abc";
    s[0] = 'x'; // ~ERROR cannot assign to constant
}

const E = enum(u1) { a, b, c }; // ~ERROR enumeration value '2' too large for type 'u1'
pub fn main() void {
    _ = E.a;
}

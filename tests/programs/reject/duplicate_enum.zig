const E = enum { a, b, a }; // ~ERROR duplicate enum member name 'a'
pub fn main() void {
    _ = E.a;
}

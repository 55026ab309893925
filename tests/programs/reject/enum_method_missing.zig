const E = enum { a, b };
pub fn main() void {
    _ = E.a.next(); // ~ERROR no field or member function named 'next' in 'enum_method_missing.E'
}

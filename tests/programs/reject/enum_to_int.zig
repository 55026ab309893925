const E = enum { a, b };
pub fn main() void {
    var e = E.a;
    e = .b;
    const n: u32 = e; // ~ERROR expected type 'u32', found 'enum_to_int.E'
    _ = n;
}

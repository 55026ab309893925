const E = enum { a, b };
pub fn main() void {
    const e = E.c; // ~ERROR enum 'enum_unknown_path.E' has no member named 'c'
    _ = e;
}

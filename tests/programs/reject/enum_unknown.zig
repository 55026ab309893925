const E = enum { a, b };
pub fn main() void {
    const e: E = .c; // ~ERROR enum 'enum_unknown.E' has no member named 'c'
    _ = e;
}

// A tag that the enum does not have.
const E = enum { a, b };
pub fn main() void {
    const e: E = .c; // ~ERROR enum 'unknown_enum_tag.E' has no member named 'c'
    _ = e;
}

const E = enum { a, b };
pub fn main() void {
    const e: E = @enumFromInt(7); // ~ERROR enum 'enum_from_int_range.E' has no tag with value '7'
    _ = e;
}

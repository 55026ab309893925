fn Stack(comptime T: type) type {
    return struct { items: []T = &.{} };
}
pub fn main() void {
    const s = Stack(u8){};
    _ = s.len; // ~ERROR no field named 'len' in struct 'generic_field.Stack(u8)'
}

// A field of a pointer to a pointer.
const P = struct { x: u32 };
pub fn main() void {
    var p = P{ .x = 1 };
    const a = &p;
    const b = &a;
    _ = b.x; // ~ERROR type '*const *orphan_field_access.P' does not support field access
    p.x = 2;
}

// A field that the struct does not have.
const P = struct { x: i32 };
pub fn main() void {
    const p = P{ .x = 1 };
    _ = p.y; // ~ERROR no field named 'y' in struct 'unknown_field.P'
}

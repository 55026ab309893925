// An initialiser with a field too much.
const P = struct { x: i32 };
pub fn main() void {
    const p = P{ .x = 1, .z = 2 }; // ~ERROR no field named 'z' in struct 'unknown_field_init.P'
    _ = p;
}

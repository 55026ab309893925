const P = struct { x: i32, y: i32 };
pub fn main() void {
    const p = P{ .x = 1, .z = 2 }; // ~ERROR no field named 'z' in struct 'field_unknown_init.P'
    _ = p;
}

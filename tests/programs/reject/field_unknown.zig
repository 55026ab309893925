const P = struct { x: i32, y: i32 };
pub fn main() void {
    const p = P{ .x = 1, .y = 2 };
    _ = p.z; // ~ERROR no field named 'z' in struct 'field_unknown.P'
}

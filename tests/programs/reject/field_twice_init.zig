const P = struct { x: i32, y: i32 };
pub fn main() void {
    const p = P{ .x = 1, .x = 2, .y = 2 }; // ~ERROR duplicate struct field name
    _ = p;
}

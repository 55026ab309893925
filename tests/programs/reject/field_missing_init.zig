const P = struct { x: i32, y: i32 };
pub fn main() void {
    const p = P{ .x = 1 }; // ~ERROR missing struct field: y
    _ = p;
}

const P = struct { x: i32 };
pub fn main() void {
    const p = P{ .x = 1 };
    p.x = 2; // ~ERROR cannot assign to constant
}

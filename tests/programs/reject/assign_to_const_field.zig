// A field of a constant struct.
const P = struct { x: u32 };
pub fn main() void {
    const p = P{ .x = 1 };
    p.x = 2; // ~ERROR cannot assign to constant
}

const P = struct { x: i32 };
pub fn main() void {
    const p = P{ .x = 1 };
    p.move(3); // ~ERROR no field or member function named 'move' in 'call_method_missing.P'
}

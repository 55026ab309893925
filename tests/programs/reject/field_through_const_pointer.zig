const P = struct { x: i32 };
fn set(p: *const P) void {
    p.x = 2; // ~ERROR cannot assign to constant
}
pub fn main() void {
    var p = P{ .x = 1 };
    set(&p);
    p.x = 3;
}

const P = struct { x: i32 };
pub fn main() void {
    var p: ?P = P{ .x = 1 };
    p = null;
    _ = p.x; // ~ERROR optional type '?field_of_optional.P' does not support field access
}

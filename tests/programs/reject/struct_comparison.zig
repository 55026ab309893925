// Structs have no ==.
const P = struct { x: u8 };
pub fn main() void {
    var a = P{ .x = 1 };
    a.x += 1;
    if (a == P{ .x = 2 }) return; // ~ERROR operator == not allowed for type 'struct_comparison.P'
}

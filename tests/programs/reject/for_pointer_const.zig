pub fn main() void {
    const a = [_]u8{ 1, 2 };
    for (&a) |*x| {
        x.* = 1; // ~ERROR cannot assign to constant
    }
}

pub fn main() void {
    var x: u32 = 1;
    x = 2;
    const y = @intCast(x); // ~ERROR @intCast must have a known result type
    _ = y;
}

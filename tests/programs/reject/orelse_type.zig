pub fn main() void {
    var x: ?u32 = 1;
    x = null;
    const y: u32 = x orelse "x"; // ~ERROR expected type 'u32', found '*const [1:0]u8'
    _ = y;
}

pub fn main() void {
    var b = true;
    b = false;
    const x = if (b) 1 else "x"; // ~ERROR incompatible types: 'comptime_int' and '*const [1:0]u8'
    _ = x;
}

// The branches of an if must meet.
pub fn main() void {
    var n: u8 = 1;
    n += 1;
    const x = if (n == 2) @as(u8, 1) else "a"; // ~ERROR incompatible types: 'u8' and '*const [1:0]u8'
    _ = x;
}

fn max(comptime T: type, a: T, b: T) T {
    return if (a > b) a else b;
}
pub fn main() void {
    _ = max(u8, 1, "x"); // ~ERROR expected type 'u8', found '*const [1:0]u8'
}

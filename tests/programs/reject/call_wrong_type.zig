fn half(a: u32) u32 {
    return a / 2;
}
pub fn main() void {
    const s: []const u8 = "a";
    _ = half(s); // ~ERROR expected type 'u32', found '[]const u8'
}

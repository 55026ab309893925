fn f(n: u8) u32 {
    return switch (n) {
        0 => 1,
        1 => "x", // ~ERROR expected type 'u32', found '*const [1:0]u8'
        else => 3,
    };
}
pub fn main() void {
    _ = f(1);
}

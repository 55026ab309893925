fn f(n: u8) u32 {
    return switch (n) {
        0...10 => 1, // ~ERROR duplicate switch value
        5 => 2,
        else => 3,
    };
}
pub fn main() void {
    _ = f(1);
}

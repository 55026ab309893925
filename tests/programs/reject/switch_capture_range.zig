fn f(n: u8) u8 {
    return switch (n) {
        5...1 => 1, // ~ERROR range start value is greater than the end value
        else => 2,
    };
}
pub fn main() void {
    _ = f(1);
}

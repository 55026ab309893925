fn f(n: u8) u8 {
    return switch (n) {
        else => 1,
        else => 2, // ~ERROR multiple else prongs in switch expression
    };
}
pub fn main() void {
    _ = f(1);
}

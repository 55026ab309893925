// A number with a thousand million bits. // ~NOT-ZIG
pub fn main() void {
    const x = 1 << 1_000_000_000; // ~ERROR this shift is too large
    _ = x;
}

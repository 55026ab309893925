// A constant that no memory holds. // ~NOT-ZIG
pub fn main() void {
    const x = "a" ** 1_000_000_000; // ~ERROR `**` makes at most 4194304 elements here
    _ = x;
}

// A constant that nobody reads.
pub fn main() void {
    const x = 1; // ~WARN unused local constant
}

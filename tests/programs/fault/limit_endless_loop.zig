// A loop without an end stops at the limit. // ~NOT-ZIG
pub fn main() void {
    var n: u64 = 0;
    while (true) n +%= 1; // ~FAULT steps
}

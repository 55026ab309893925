pub fn main() void {
    var n: u5 = 3;
    n = 4;
    _ = 1 << n; // ~ERROR LHS of shift must be a fixed-width integer type, or RHS must be comptime-known
}

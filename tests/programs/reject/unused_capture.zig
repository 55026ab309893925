// A capture that nobody reads.
pub fn main() void {
    const a = [_]u8{ 1, 2 };
    for (a, 0..) |x, i| { // ~WARN unused capture
        _ = x;
    }
    const o: ?u8 = 1;
    if (o) |v| {} // ~WARN unused capture
}

// No types made from descriptions. // ~NOT-ZIG
const T = @Type(.{ .int = .{ .signedness = .unsigned, .bits = 3 } }); // ~ERROR is not in undefer's subset of Zig
pub fn main() void {
    const x: T = 1;
    _ = x;
}

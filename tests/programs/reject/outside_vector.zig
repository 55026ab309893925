// No vectors. // ~NOT-ZIG
pub fn main() void {
    const v: @Vector(4, f32) = .{ 1, 2, 3, 4 }; // ~ERROR is not in undefer's subset of Zig
    _ = v;
}

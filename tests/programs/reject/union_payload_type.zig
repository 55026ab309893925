const U = union(enum) { a: u8, b: []const u8 };
pub fn main() void {
    const u = U{ .b = 1 }; // ~ERROR expected type '[]const u8', found 'comptime_int'
    _ = u;
}

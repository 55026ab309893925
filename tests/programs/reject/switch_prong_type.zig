const U = union(enum) { a: u8, b: []const u8 };
fn f(u: U) u8 {
    return switch (u) {
        .a, .b => |x| x, // ~ERROR capture group with incompatible types
    };
}
pub fn main() void {
    _ = f(.{ .a = 1 });
}

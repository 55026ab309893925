// Two different runtime integer types that have no common one.
const std = @import("std");
pub fn main() void {
    var a: i32 = 1;
    var b: f32 = 2;
    a += 1;
    b += 1;
    std.debug.print("{d}\n", .{a + b}); // ~ERROR incompatible types: 'i32' and 'f32'
}

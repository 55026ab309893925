// A catch block must give a value when the other side has one.
const std = @import("std");
fn f(n: u32) !u32 {
    if (n == 0) return error.Zero;
    return 1;
}
pub fn main() void {
    const x = f(2) catch |e| std.debug.print("{any}\n", .{e}); // ~ERROR incompatible types: 'u32' and 'void'
    _ = x;
}

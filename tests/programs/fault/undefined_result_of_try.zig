const std = @import("std");
fn f(n: u32) error{Odd}!u32 {
    var r: u32 = undefined;
    if (n % 2 == 0) r = n;
    return r;
}
pub fn main() !void {
    const x = try f(3);
    if (x > 2) std.debug.print("big\n", .{}); // ~FAULT undefined-read
}

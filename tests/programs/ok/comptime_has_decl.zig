// Asking whether a declaration is there.
const std = @import("std");

const A = struct {
    pub fn speak() void {}
};
const B = struct {};

fn can(comptime T: type) bool {
    return @hasDecl(T, "speak");
}

pub fn main() void {
    std.debug.print("{} {}\n", .{ can(A), can(B) });
}

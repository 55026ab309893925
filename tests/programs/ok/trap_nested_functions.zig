// Functions in local structs, the usual way to write closures' cousins.
const std = @import("std");

fn apply(list: []i32, f: fn (i32) i32) void {
    for (list) |*x| x.* = f(x.*);
}

fn adder(comptime n: i32) fn (i32) i32 {
    return struct {
        fn add(x: i32) i32 {
            return x + n;
        }
    }.add;
}

pub fn main() void {
    var a = [_]i32{ 1, 2, 3 };
    const neg = struct {
        fn f(x: i32) i32 {
            return -x;
        }
    }.f;
    apply(&a, neg);
    apply(&a, adder(10));
    std.debug.print("{any}\n", .{a});
}

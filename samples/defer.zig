// Defer: watch the pending calls run last in, first out.
const std = @import("std");
const print = std.debug.print;

fn room(number: u32) void {
    print("enter {d}\n", .{number});
    defer print("leave {d}\n", .{number});

    if (number == 2) return; // runs the defer above only
    defer print("lights off in {d}\n", .{number});

    print("work in {d}\n", .{number});
}

pub fn main() void {
    defer print("lock the house\n", .{});
    {
        defer print("close the gate\n", .{});
        print("open the gate\n", .{});
    } // the end of a block runs its defers

    for (1..4) |i| {
        defer print("--\n", .{}); // once per round
        room(@intCast(i));
    }
}

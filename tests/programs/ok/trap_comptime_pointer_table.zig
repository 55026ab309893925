// A table of structs with slices, made at compile time and read at run time.
const std = @import("std");

const Command = struct { name: []const u8, run: *const fn (i32) i32 };

fn inc(x: i32) i32 {
    return x + 1;
}

fn square(x: i32) i32 {
    return x * x;
}

const commands = [_]Command{ .{ .name = "inc", .run = inc }, .{ .name = "square", .run = square } };

fn run(name: []const u8, x: i32) !i32 {
    for (commands) |c| {
        if (std.mem.eql(u8, c.name, name)) return c.run(x);
    }
    return error.UnknownCommand;
}

pub fn main() !void {
    std.debug.print("{d} {d} ", .{ try run("inc", 4), try run("square", 7) });
    _ = run("cube", 2) catch |e| std.debug.print("{t}\n", .{e});
}

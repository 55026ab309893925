// A labeled switch: continue goes to another prong with a new value.
const std = @import("std");

fn run(code: []const u8) void {
    var i: usize = 0;
    vm: switch (code[i]) {
        '+' => {
            std.debug.print("plus ", .{});
            i += 1;
            continue :vm code[i];
        },
        '-' => {
            std.debug.print("minus ", .{});
            i += 1;
            continue :vm code[i];
        },
        '.' => std.debug.print("stop\n", .{}),
        else => |c| std.debug.print("bad {c}\n", .{c}),
    }
}

pub fn main() void {
    run("+-+.");
    run("-x");
}

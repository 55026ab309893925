// A switch that runs again with the next instruction, over a union with payloads.
const std = @import("std");

const Op = union(enum) { push: i64, add, jump_if_less: struct { than: i64, to: usize }, print, halt };

pub fn main() void {
    const code = [_]Op{ .{ .push = 1 }, .{ .push = 2 }, .add, .print, .{ .jump_if_less = .{ .than = 9, .to = 1 } }, .halt };
    var stack: [8]i64 = undefined;
    var top: usize = 0;
    var pc: usize = 0;
    run: switch (code[pc]) {
        .push => |value| {
            stack[top] = value;
            top += 1;
            pc += 1;
            continue :run code[pc];
        },
        .add => {
            top -= 1;
            stack[top - 1] += stack[top];
            pc += 1;
            continue :run code[pc];
        },
        .jump_if_less => |jump| {
            pc = if (stack[top - 1] < jump.than) jump.to else pc + 1;
            continue :run code[pc];
        },
        .print => {
            std.debug.print("{d} ", .{stack[top - 1]});
            pc += 1;
            continue :run code[pc];
        },
        .halt => std.debug.print("end\n", .{}),
    }
    const found = search: {
        for (stack[0..top], 0..) |value, i| {
            if (value == 9) break :search i;
        } else break :search 99;
    };
    std.debug.print("{d}\n", .{found});
}

//! A small interpreter: a switch in a loop.
const std = @import("std");

const Op = union(enum) { push: i64, add, dup, jump_if: usize, less: i64, pop, halt };

fn interpret(code: []const Op) i64 {
    var stack: [8]i64 = undefined;
    var top: usize = 0;
    var pc: usize = 0;
    while (true) {
        const op = code[pc];
        pc += 1;
        switch (op) {
            .push => |value| {
                stack[top] = value;
                top += 1;
            },
            .add => {
                top -= 1;
                stack[top - 1] += stack[top];
            },
            .dup => {
                stack[top] = stack[top - 1];
                top += 1;
            },
            .less => |limit| stack[top - 1] = @intFromBool(stack[top - 1] < limit),
            .jump_if => |target| {
                top -= 1;
                if (stack[top] != 0) pc = target;
            },
            .pop => top -= 1,
            .halt => return stack[top - 1],
        }
    }
}

pub fn main() void {
    const code = [_]Op{ .{ .push = 0 }, .{ .push = 3 }, .add, .dup, .{ .less = 600_000 }, .{ .jump_if = 1 }, .halt };
    std.debug.print("{d}\n", .{interpret(&code)});
}

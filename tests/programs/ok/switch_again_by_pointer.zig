// A labelled switch over a union whose captures are pointers.
const std = @import("std");
const print = std.debug.print;
const Op = union(enum) { push: i32, add, mul, jump: usize, halt };
fn run(code: []const Op) i32 {
    var stack: [16]i32 = undefined;
    var sp: usize = 0;
    var pc: usize = 0;
    return sw: switch (code[pc]) {
        .push => |v| {
            stack[sp] = v;
            sp += 1;
            pc += 1;
            continue :sw code[pc];
        },
        .add => {
            sp -= 1;
            stack[sp - 1] += stack[sp];
            pc += 1;
            continue :sw code[pc];
        },
        .mul => {
            sp -= 1;
            stack[sp - 1] *= stack[sp];
            pc += 1;
            continue :sw code[pc];
        },
        .jump => |t| {
            pc = t;
            continue :sw code[pc];
        },
        .halt => stack[sp - 1],
    };
}
pub fn main() void {
    print("{d}\n", .{run(&.{ .{ .push = 2 }, .{ .push = 3 }, .add, .{ .jump = 5 }, .halt, .{ .push = 4 }, .mul, .halt })});
    var u: Op = .{ .push = 1 };
    var n: u32 = 0;
    sw: switch (u) {
        .push => |*p| {
            p.* += 1;
            n += 1;
            if (n < 3) continue :sw u;
        },
        else => {},
    }
    print("{any} {d}\n", .{ u, n });
    const z: *allowzero u8 = @ptrFromInt(0);
    print("{d} {s}\n", .{ @intFromPtr(z), @typeName(@TypeOf(z)) });
}

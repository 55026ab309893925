// A small stack machine: instructions as a tagged union.
const std = @import("std");

const Op = union(enum) {
    push: i64,
    add,
    mul,
    dup,
    jump_if_less: struct { limit: i64, to: usize },
    print,
    halt,
};

const Machine = struct {
    stack: [16]i64 = undefined,
    sp: usize = 0,

    fn push(self: *Machine, v: i64) !void {
        if (self.sp == self.stack.len) return error.StackOverflow;
        self.stack[self.sp] = v;
        self.sp += 1;
    }

    fn pop(self: *Machine) !i64 {
        if (self.sp == 0) return error.StackUnderflow;
        self.sp -= 1;
        return self.stack[self.sp];
    }

    fn run(self: *Machine, code: []const Op) !void {
        var pc: usize = 0;
        while (true) {
            const op = code[pc];
            pc += 1;
            switch (op) {
                .push => |v| try self.push(v),
                .add => try self.push(try self.pop() + try self.pop()),
                .mul => try self.push(try self.pop() * try self.pop()),
                .dup => {
                    const v = try self.pop();
                    try self.push(v);
                    try self.push(v);
                },
                .jump_if_less => |j| {
                    const v = try self.pop();
                    try self.push(v);
                    if (v < j.limit) pc = j.to;
                },
                .print => std.debug.print("{d} ", .{self.stack[self.sp - 1]}),
                .halt => return,
            }
        }
    }
};

pub fn main() !void {
    var m = Machine{};
    try m.run(&.{
        .{ .push = 1 }, .print,
        .{ .push = 3 }, .mul,
        .{ .jump_if_less = .{ .limit = 500, .to = 1 } },
        .halt,
    });
    std.debug.print("\n", .{});
    m.run(&.{ .add, .halt }) catch |e| std.debug.print("{s} {d}\n", .{ @errorName(e), m.sp });
    var n = Machine{};
    n.run(&.{ .{ .push = 1 }, .dup, .{ .jump_if_less = .{ .limit = 2, .to = 1 } } }) catch |e| std.debug.print("{t}\n", .{e});
}

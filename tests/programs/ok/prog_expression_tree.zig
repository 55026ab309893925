// An expression tree as a tagged union with pointers.
const std = @import("std");

const Expr = union(enum) {
    number: f64,
    neg: *const Expr,
    binary: struct { op: u8, left: *const Expr, right: *const Expr },

    fn eval(self: Expr) f64 {
        return switch (self) {
            .number => |n| n,
            .neg => |e| -e.eval(),
            .binary => |b| switch (b.op) {
                '+' => b.left.eval() + b.right.eval(),
                '*' => b.left.eval() * b.right.eval(),
                else => unreachable,
            },
        };
    }

    fn show(self: *const Expr) void {
        switch (self.*) {
            .number => |n| std.debug.print("{d}", .{n}),
            .neg => |e| {
                std.debug.print("-", .{});
                e.show();
            },
            .binary => |b| {
                std.debug.print("(", .{});
                b.left.show();
                std.debug.print(" {c} ", .{b.op});
                b.right.show();
                std.debug.print(")", .{});
            },
        }
    }
};

pub fn main() !void {
    var arena = std.heap.ArenaAllocator.init(std.heap.page_allocator);
    defer arena.deinit();
    const a = arena.allocator();
    const two = try a.create(Expr);
    two.* = .{ .number = 2 };
    const neg = try a.create(Expr);
    neg.* = .{ .neg = two };
    const sum = try a.create(Expr);
    sum.* = .{ .binary = .{ .op = '+', .left = neg, .right = &.{ .number = 5.5 } } };
    const top = Expr{ .binary = .{ .op = '*', .left = sum, .right = sum } };
    top.show();
    std.debug.print(" = {d}\n", .{top.eval()});
}

// A generic list on the heap.
const std = @import("std");

fn List(comptime T: type) type {
    return struct {
        const Self = @This();
        const Node = struct { value: T, next: ?*Node };

        gpa: std.mem.Allocator,
        head: ?*Node = null,

        fn prepend(self: *Self, value: T) !void {
            const n = try self.gpa.create(Node);
            n.* = .{ .value = value, .next = self.head };
            self.head = n;
        }

        fn deinit(self: *Self) void {
            while (self.head) |n| {
                self.head = n.next;
                self.gpa.destroy(n);
            }
        }
    };
}

pub fn main() !void {
    var list = List(u32){ .gpa = std.heap.page_allocator };
    defer list.deinit();
    for (0..4) |i| try list.prepend(@intCast(i));
    var at = list.head;
    while (at) |n| : (at = n.next) std.debug.print("{d} ", .{n.value});
    std.debug.print("\n", .{});
}

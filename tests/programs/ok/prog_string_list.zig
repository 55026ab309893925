// Names that own their memory, added and removed.
const std = @import("std");
const Allocator = std.mem.Allocator;

const Names = struct {
    gpa: Allocator,
    list: std.ArrayList([]u8) = .empty,

    fn add(self: *Names, name: []const u8) !void {
        const copy = try self.gpa.dupe(u8, name);
        errdefer self.gpa.free(copy);
        try self.list.append(self.gpa, copy);
    }

    fn remove(self: *Names, name: []const u8) !void {
        for (self.list.items, 0..) |n, i| {
            if (std.mem.eql(u8, n, name)) {
                self.gpa.free(self.list.orderedRemove(i));
                return;
            }
        }
        return error.NoSuchName;
    }

    fn deinit(self: *Names) void {
        for (self.list.items) |n| self.gpa.free(n);
        self.list.deinit(self.gpa);
        self.* = undefined;
    }
};

fn longer(_: void, a: []u8, b: []u8) bool {
    return a.len > b.len;
}

pub fn main() !void {
    var gpa: std.heap.DebugAllocator(.{}) = .init;
    defer std.debug.print("{t}\n", .{gpa.deinit()});
    var names = Names{ .gpa = gpa.allocator() };
    defer names.deinit();
    for ([_][]const u8{ "Bo", "Alexandra", "Kim" }) |n| try names.add(n);
    names.remove("Zed") catch |e| std.debug.print("{t}\n", .{e});
    try names.remove("Bo");
    try names.add("Christopher");
    std.mem.sort([]u8, names.list.items, {}, longer);
    for (names.list.items) |n| std.debug.print("{s} ", .{n});
    std.debug.print("\n", .{});
}

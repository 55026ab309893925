// Writing nested data into a growing text.
const std = @import("std");

const Value = union(enum) {
    null,
    bool: bool,
    number: i64,
    string: []const u8,
    array: []const Value,
    object: []const Field,

    const Field = struct { key: []const u8, value: Value };
};

fn write(gpa: std.mem.Allocator, out: *std.ArrayList(u8), v: Value) !void {
    switch (v) {
        .null => try out.appendSlice(gpa, "null"),
        .bool => |b| try out.appendSlice(gpa, if (b) "true" else "false"),
        .number => |n| try out.print(gpa, "{d}", .{n}),
        .string => |s| try out.print(gpa, "\"{s}\"", .{s}),
        .array => |items| {
            try out.append(gpa, '[');
            for (items, 0..) |item, i| {
                if (i > 0) try out.append(gpa, ',');
                try write(gpa, out, item);
            }
            try out.append(gpa, ']');
        },
        .object => |fields| {
            try out.append(gpa, '{');
            for (fields, 0..) |f, i| {
                if (i > 0) try out.append(gpa, ',');
                try out.print(gpa, "\"{s}\":", .{f.key});
                try write(gpa, out, f.value);
            }
            try out.append(gpa, '}');
        },
    }
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var out: std.ArrayList(u8) = .empty;
    defer out.deinit(gpa);
    try write(gpa, &out, .{ .object = &.{
        .{ .key = "name", .value = .{ .string = "undefer" } },
        .{ .key = "sizes", .value = .{ .array = &.{ .{ .number = 80 }, .{ .number = -24 }, .null } } },
        .{ .key = "ok", .value = .{ .bool = true } },
    } });
    std.debug.print("{s}\n", .{out.items});
}

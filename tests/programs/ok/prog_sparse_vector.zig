// A merge of two sorted lists of pairs.
const std = @import("std");

const Entry = struct { index: u32, value: f64 };

fn add(gpa: std.mem.Allocator, a: []const Entry, b: []const Entry) ![]Entry {
    var out: std.ArrayList(Entry) = .empty;
    errdefer out.deinit(gpa);
    var i: usize = 0;
    var j: usize = 0;
    while (i < a.len or j < b.len) {
        if (j == b.len or (i < a.len and a[i].index < b[j].index)) {
            try out.append(gpa, a[i]);
            i += 1;
        } else if (i == a.len or b[j].index < a[i].index) {
            try out.append(gpa, b[j]);
            j += 1;
        } else {
            const v = a[i].value + b[j].value;
            if (v != 0) try out.append(gpa, .{ .index = a[i].index, .value = v });
            i += 1;
            j += 1;
        }
    }
    return out.toOwnedSlice(gpa);
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const sum = try add(gpa, &.{ .{ .index = 1, .value = 2 }, .{ .index = 5, .value = -1 } }, &.{ .{ .index = 0, .value = 0.5 }, .{ .index = 5, .value = 1 }, .{ .index = 9, .value = 4 } });
    defer gpa.free(sum);
    for (sum) |e| std.debug.print("{d}:{d} ", .{ e.index, e.value });
    std.debug.print("\n", .{});
}

// Run-length encoding into a list and back.
const std = @import("std");

const Run = struct { char: u8, count: u8 };

fn encode(gpa: std.mem.Allocator, s: []const u8) ![]Run {
    var runs: std.ArrayList(Run) = .empty;
    errdefer runs.deinit(gpa);
    for (s) |c| {
        const n = runs.items.len;
        if (n > 0 and runs.items[n - 1].char == c) {
            runs.items[n - 1].count += 1;
        } else try runs.append(gpa, .{ .char = c, .count = 1 });
    }
    return runs.toOwnedSlice(gpa);
}

fn decode(gpa: std.mem.Allocator, runs: []const Run) ![]u8 {
    var len: usize = 0;
    for (runs) |r| len += r.count;
    const out = try gpa.alloc(u8, len);
    var at: usize = 0;
    for (runs) |r| {
        @memset(out[at..][0..r.count], r.char);
        at += r.count;
    }
    return out;
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const runs = try encode(gpa, "aaabccdddd");
    defer gpa.free(runs);
    for (runs) |r| std.debug.print("{c}{d} ", .{ r.char, r.count });
    const back = try decode(gpa, runs);
    defer gpa.free(back);
    std.debug.print("{s}\n", .{back});
}

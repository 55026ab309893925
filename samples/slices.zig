// Slices: watch three views share one block of memory.
const std = @import("std");

fn sum(numbers: []const i32) i32 {
    var total: i32 = 0;
    for (numbers) |n| total += n;
    return total;
}

fn reverse(numbers: []i32) void {
    var i: usize = 0;
    while (i < numbers.len / 2) : (i += 1) {
        const other = numbers.len - 1 - i;
        const old = numbers[i];
        numbers[i] = numbers[other];
        numbers[other] = old;
    }
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const all = try gpa.alloc(i32, 6);
    defer gpa.free(all);

    for (all, 1..) |*n, i| n.* = @intCast(i * i);
    const front = all[0..3];
    const back = all[3..];

    std.debug.print("{d} {d}\n", .{ sum(front), sum(back) });
    reverse(back); // also seen through `all`
    std.debug.print("{any}\n", .{all});
    front[0] = 100;
    std.debug.print("{d}\n", .{sum(all)});
}

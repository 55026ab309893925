const std = @import("std");

var early: u64 = 0;

fn note(x: u64) void {
    early = x;
}

const Table = struct { keys: []u32, ages: []u8, names: []u64 };

fn less(t: *const Table, a: usize, b: usize) bool {
    return t.keys[a] < t.keys[b];
}

fn swap(t: *Table, a: usize, b: usize) void {
    std.mem.swap(u32, &t.keys[a], &t.keys[b]);
    std.mem.swap(u8, &t.ages[a], &t.ages[b]);
    std.mem.swap(u64, &t.names[a], &t.names[b]);
}

fn sort(t: *Table, from: usize, to: usize) void {
    var low = from;
    var high = to;
    while (high - low > 1) {
        swap(t, low, low + (high - low) / 2);
        var border = low;
        for (low + 1..high) |i| {
            if (less(t, i, low)) {
                border += 1;
                swap(t, i, border);
            }
        }
        swap(t, low, border);
        if (border - low < high - border) {
            sort(t, low, border);
            low = border + 1;
        } else {
            sort(t, border + 1, high);
            high = border;
        }
    }
}

/// A struct of arrays is filled at random and sorted, again and again.
pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const count = 200_000;
    var t = Table{
        .keys = try gpa.alloc(u32, count),
        .ages = try gpa.alloc(u8, count),
        .names = try gpa.alloc(u64, count),
    };
    defer gpa.free(t.keys);
    defer gpa.free(t.ages);
    defer gpa.free(t.names);
    var x: u64 = 5;
    var sum: u64 = 0;
    for (0..N) |round| {
        for (0..count) |i| {
            x = x *% 6364136223846793005 +% 1442695040888963407;
            t.keys[i] = @intCast(x >> 32);
            t.ages[i] = @intCast(x >> 57);
            t.names[i] = x ^ i;
        }
        sort(&t, 0, count);
        sum +%= t.names[round];
        if (round == N / 2) note(sum);
    }
    std.debug.print("{d} {d} {d}\n", .{ sum, t.keys[0], early });
}

const N = 7;

// A queue in a fixed array.
const std = @import("std");

const Ring = struct {
    data: [4]u32 = undefined,
    start: usize = 0,
    len: usize = 0,

    fn put(self: *Ring, x: u32) !void {
        if (self.len == self.data.len) return error.Full;
        self.data[(self.start + self.len) % self.data.len] = x;
        self.len += 1;
    }

    fn get(self: *Ring) !u32 {
        if (self.len == 0) return error.Empty;
        const x = self.data[self.start];
        self.start = (self.start + 1) % self.data.len;
        self.len -= 1;
        return x;
    }
};

pub fn main() !void {
    var q = Ring{};
    for (1..7) |i| {
        try q.put(@intCast(i));
        try q.put(@intCast(i * 10));
        std.debug.print("{d} ", .{try q.get()});
        if (q.len == 4) _ = try q.get();
        if (q.len == 3) _ = try q.get();
    }
    while (true) {
        const x = q.get() catch break;
        std.debug.print("{d} ", .{x});
    }
    std.debug.print("\n", .{});
}

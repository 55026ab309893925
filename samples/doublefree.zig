// Double free: watch two owners of one block.
const std = @import("std");
const Allocator = std.mem.Allocator;

const Account = struct {
    gpa: Allocator,
    history: []i32,

    fn init(gpa: Allocator) !Account {
        const history = try gpa.alloc(i32, 3);
        for (history) |*h| h.* = 0;
        return .{ .gpa = gpa, .history = history };
    }

    fn deinit(self: Account) void {
        self.gpa.free(self.history);
    }
};

pub fn main() !void {
    const mine = try Account.init(std.heap.page_allocator);
    defer mine.deinit();

    const yours = mine; // copies the slice, not the numbers
    yours.history[0] = 25;
    std.debug.print("{d}\n", .{mine.history[0]});
    yours.deinit();
}

// More than a thousand backward branches need a higher quota.
const std = @import("std");

pub fn main() void {
    const n = comptime blk: {
        @setEvalBranchQuota(10_000);
        var n: u32 = 0;
        while (n < 5000) n += 1;
        break :blk n;
    };
    std.debug.print("{d}\n", .{n});
}

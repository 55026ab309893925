// Every way out of a scope, each past its defers.
const std = @import("std");

var log: u32 = 0;

fn note(n: u32) void {
    log = log *% 10 +% n;
}

fn leave(how: u8) !u32 {
    defer note(1);
    errdefer note(2);
    for (0..3) |i| {
        defer note(3);
        if (how == 0 and i == 1) break;
        if (how == 1 and i == 0) continue;
        if (how == 2 and i == 1) return 7;
        if (how == 3 and i == 2) return error.Late;
    }
    const value = found: {
        defer note(4);
        if (how == 4) break :found @as(u32, 1);
        break :found @as(u32, 2);
    };
    {
        defer note(5);
        errdefer note(6);
        if (how == 5) try fail();
    }
    return value;
}

fn fail() !void {
    defer {
        note(7);
        note(8);
    }
    return error.Inner;
}

pub fn main() void {
    var sum: u32 = 0;
    for (0..6) |how| {
        sum += leave(@intCast(how)) catch |e| if (e == error.Late) 100 else 200;
    }
    std.debug.print("{d} {d}\n", .{ sum, log });
}

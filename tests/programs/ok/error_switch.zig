// A switch over an error set must name every error.
const std = @import("std");

const FileError = error{ NotFound, Denied, Busy };

fn advice(e: FileError) []const u8 {
    return switch (e) {
        error.NotFound => "look elsewhere",
        error.Denied, error.Busy => "wait",
    };
}

fn open(n: u8) FileError!void {
    switch (n) {
        0 => return error.NotFound,
        1 => return error.Denied,
        2 => return error.Busy,
        else => {},
    }
}

pub fn main() void {
    for (0..4) |n| {
        open(@intCast(n)) catch |e| {
            std.debug.print("{s}\n", .{advice(e)});
            continue;
        };
        std.debug.print("fine\n", .{});
    }
}

// process.exit with a status.
const std = @import("std");

pub fn main() !void {
    const n = std.fmt.parseInt(u8, "42", 10) catch 1;
    std.process.exit(n);
}

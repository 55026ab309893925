// Gone from Zig as well. // ~NOT-ZIG
const std = @import("std");
usingnamespace std.debug; // ~ERROR 'usingnamespace' is not in undefer's subset of Zig
pub fn main() void {}

const std = @import("std");
pub fn main() void {
    std.debug.println("x", .{}); // ~ERROR root source file struct 'debug' has no member named 'println'
}

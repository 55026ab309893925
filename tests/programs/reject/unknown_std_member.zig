// A member that the library does not have.
const std = @import("std");
pub fn main() void {
    std.debug.printf("x\n", .{}); // ~ERROR root source file struct 'debug' has no member named 'printf'
}

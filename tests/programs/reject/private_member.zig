// A declaration of another file must be pub.
const std = @import("std");
pub fn main() void {
    std.mem.Allocator.doesNotExist(); // ~ERROR root source file struct 'mem.Allocator' has no member named 'doesNotExist'
}

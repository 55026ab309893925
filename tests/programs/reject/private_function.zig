const std = @import("std");
pub fn main() void {
    _ = std.mem.bytesAsSliceX(u8, "x"); // ~ERROR root source file struct 'mem' has no member named 'bytesAsSliceX'
}

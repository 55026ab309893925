const std = @import("std");
var cache: ?*u32 = null;
fn load() void {
    var x: u32 = 7;
    x += 1;
    cache = &x;
}
pub fn main() void {
    load();
    cache.?.* += 1; // ~FAULT dangling-stack
}

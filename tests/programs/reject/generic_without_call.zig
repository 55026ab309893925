const std = @import("std");
pub fn main() void {
    var l: std.ArrayList = .empty; // ~ERROR expected type 'type', found 'fn (comptime type) type'
    _ = &l;
}

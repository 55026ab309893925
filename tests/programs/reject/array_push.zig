const std = @import("std");
pub fn main() void {
    var a = [_]u8{ 1, 2 };
    a.append(3); // ~ERROR no field or member function named 'append' in '[2]u8'
}

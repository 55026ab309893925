// Deciding with a variable that has no value yet.
const std = @import("std");

pub fn main() void {
    var x: i32 = undefined; // ~ALLOC
    const p = &x;
    if (p.* > 0) std.debug.print("positive\n", .{}); // ~FAULT undefined-read
}

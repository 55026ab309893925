// Undefined memory: watch which elements get a value.
const std = @import("std");

fn fillEven(numbers: []i32) void {
    var i: usize = 0;
    while (i < numbers.len) : (i += 2) {
        numbers[i] = @intCast(i);
    }
}

pub fn main() void {
    var numbers: [5]i32 = undefined;
    fillEven(&numbers); // forgets 1 and 3

    const copy = numbers; // copying is no crime
    var total: i32 = 0;
    for (copy) |n| {
        if (n > 0) total += n; // deciding with it is
    }
    std.debug.print("{d}\n", .{total});
}

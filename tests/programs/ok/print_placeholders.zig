// {d} prints a decimal, {s} a string, {} and {any} the default form.
const std = @import("std");

pub fn main() void {
    const age: u8 = 36;
    const name: []const u8 = "Ada";
    std.debug.print("{s} is {d}\n", .{ name, age });
    std.debug.print("{} {} {any}\n", .{ age, true, name });
    std.debug.print("{{literal}} 100%\n", .{});
}

// A struct of function pointers: an interface by hand.
const std = @import("std");

const Animal = struct {
    name: []const u8,
    speak: *const fn (self: *const Animal) void,
};

fn bark(self: *const Animal) void {
    std.debug.print("{s}: woof\n", .{self.name});
}

fn meow(self: *const Animal) void {
    std.debug.print("{s}: meow\n", .{self.name});
}

pub fn main() void {
    const zoo = [_]Animal{
        .{ .name = "Rex", .speak = bark },
        .{ .name = "Tom", .speak = meow },
    };
    for (&zoo) |*a| a.speak(a);
}

// From a field back to the struct that holds it.
const std = @import("std");

const Link = struct { next: ?*Link = null };
const Person = struct { name: []const u8, link: Link = .{} };

pub fn main() void {
    var a = Person{ .name = "Ada" };
    var b = Person{ .name = "Bob" };
    a.link.next = &b.link;
    var at: ?*Link = &a.link;
    while (at) |l| : (at = l.next) {
        const p: *Person = @fieldParentPtr("link", l);
        std.debug.print("{s} ", .{p.name});
    }
    std.debug.print("\n", .{});
}

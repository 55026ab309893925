// A leak: watch the last pointer to a block disappear.
const std = @import("std");
const Allocator = std.mem.Allocator;

fn greeting(gpa: Allocator, name: []const u8) ![]u8 {
    const text = try gpa.alloc(u8, 7 + name.len);
    for ("Hello, ", 0..) |c, i| text[i] = c;
    for (name, 7..) |c, i| text[i] = c;
    return text;
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;

    var text = try greeting(gpa, "Ada");
    std.debug.print("{s}\n", .{text});

    // The old greeting is lost here, 10 bytes.
    text = try greeting(gpa, "Grace");
    std.debug.print("{s}\n", .{text});
    gpa.free(text);
}

// One field was forgotten.
const std = @import("std");

const User = struct { id: u32, age: u8 };

fn make(gpa: std.mem.Allocator) !*User {
    const u = try gpa.create(User); // ~ALLOC
    u.id = 1;
    return u;
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const u = try make(gpa);
    defer gpa.destroy(u);
    if (u.id == 1 and u.age > 17) { // ~FAULT undefined-read
        std.debug.print("grown up\n", .{});
    }
}

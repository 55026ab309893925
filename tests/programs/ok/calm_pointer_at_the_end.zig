// A pointer or an empty slice may stand behind the last element.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.alloc(u8, 3);
    defer gpa.free(s);
    @memcpy(s, "abc");
    var p: [*]const u8 = s.ptr;
    const end = s.ptr + s.len;
    var n: usize = 0;
    while (p != end) : (p += 1) n += p[0] - 'a';
    const rest = s[3..];
    for (rest) |c| n += c;
    std.debug.print("{d} {d} {}\n", .{ n, rest.len, std.mem.eql(u8, rest, "") });
}

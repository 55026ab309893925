// Paths as text.
const std = @import("std");
const print = std.debug.print;
pub fn main() !void {
    const a = std.heap.page_allocator;
    const p = "/home/user/file.tar.gz";
    print("{s} {?s} {s} {s}\n", .{ std.fs.path.basename(p), std.fs.path.dirname(p), std.fs.path.extension(p), std.fs.path.stem(p) });
    const j = try std.fs.path.join(a, &.{ "a", "b/", "/c.txt" });
    defer a.free(j);
    print("{s} {}\n", .{ j, std.fs.path.isAbsolute(p) });
    print("{c} {s}\n", .{ std.fs.path.sep, std.fs.path.sep_str });
    var it = try std.fs.path.componentIterator("/a/b/c");
    while (it.next()) |c| print("{s} {s}\n", .{ c.name, c.path });
}

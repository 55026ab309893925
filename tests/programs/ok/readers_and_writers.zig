// Readers over memory, writers into it.
const std = @import("std");
const print = std.debug.print;
pub fn main() !void {
    const a = std.heap.page_allocator;
    var w = std.Io.Writer.Allocating.init(a);
    defer w.deinit();
    try w.writer.print("hello {d}", .{5});
    try w.writer.writeAll(" world");
    try w.writer.writeByte('!');
    print("{s}\n", .{w.written()});
    var buf: [16]u8 = undefined;
    var fw = std.Io.Writer.fixed(&buf);
    try fw.print("{s}", .{"abc"});
    print("{s} {d}\n", .{ fw.buffered(), fw.end });
    fw.writeAll("this is much too long for it") catch |e| print("{t}\n", .{e});
    var r = std.Io.Reader.fixed("line one\nline two\nrest");
    while (true) {
        const line = r.takeDelimiterExclusive('\n') catch |e| { print("{t}\n", .{e}); break; };
        print("[{s}]\n", .{line});
        if (r.seek < r.end and r.buffer[r.seek] == '\n') r.toss(1);
    }
    const o = try w.toOwnedSlice();
    defer a.free(o);
    print("{s}\n", .{o});
    var r2 = std.Io.Reader.fixed(&[_]u8{ 1, 2, 3, 4, 5 });
    print("{d} {d}\n", .{ try r2.takeByte(), try r2.takeInt(u16, .little) });
    print("{any}\n", .{try r2.take(2)});
    if (r2.takeByte()) |b| print("{d}\n", .{b}) else |e| print("{t}\n", .{e});
}

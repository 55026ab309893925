// Writers and readers.
const std = @import("std");

fn lines(r: *std.Io.Reader, w: *std.Io.Writer) !void {
    try w.print("{s}|", .{try r.takeDelimiterExclusive('\n')});
    r.toss(1);
    try w.print("{?s}|", .{try r.takeDelimiter('\n')});
    try w.print("{c}|{s}|", .{ try r.takeByte(), try r.take(2) });
    try w.print("{s}|", .{try r.takeDelimiterInclusive('\n')});
    try w.print("{?s}|{?s}|{any}\n", .{ try r.takeDelimiter('\n'), try r.takeDelimiter('\n'), r.takeByte() });
}

pub fn main() !void {
    var buffer: [16]u8 = undefined;
    var file = std.fs.File.stdout().writer(&buffer);
    const out = &file.interface;
    try out.print("{s} {d}\n", .{ "hello", 42 });
    try out.print("{s}\n", .{"a text that is much longer than the buffer of sixteen bytes"});
    try out.writeAll("plain\n");
    try out.writeByte('x');
    try out.splatByteAll('-', 20);
    try out.writeByte('\n');
    try out.flush();

    var space: [10]u8 = undefined;
    var fixed = std.Io.Writer.fixed(&space);
    try fixed.print("{d}-{d}", .{ 1, 2 });
    try out.print("{s} {any} {s}\n", .{ fixed.buffered(), fixed.writeAll("0123456789"), fixed.buffered() });

    var growing = std.Io.Writer.Allocating.init(std.heap.page_allocator);
    defer growing.deinit();
    for (0..5) |i| try growing.writer.print("[{d}]", .{i});
    try out.print("{s}\n", .{growing.written()});
    const owned = try growing.toOwnedSlice();
    defer std.heap.page_allocator.free(owned);
    try out.print("{d} {d}\n", .{ owned.len, growing.written().len });

    var reader = std.Io.Reader.fixed("one\ntwo\nabc-rest\nlast");
    try lines(&reader, out);
    var none: std.Io.Writer.Discarding = .init(&.{});
    try none.writer.print("{s}", .{"12345"});
    try out.print("{d}\n", .{none.fullCount()});
    try out.flush();
    try std.fs.File.stderr().writeAll("done\n");
}

// Strings, the helpers of std.mem, and numbers as text.
const std = @import("std");
const print = std.debug.print;
pub fn main() !void {
    const msg = "Hello, World";
    print("{s} {d} {c}\n", .{ msg, msg.len, msg[4] });
    const sl: []const u8 = msg[0..5];
    print("{s}|{s}|{s}\n", .{ sl, msg[7..], sl[1..3] });
    var buf: [32]u8 = undefined;
    @memcpy(buf[0..5], "abcde");
    @memset(buf[5..10], 'z');
    print("{s}\n", .{buf[0..10]});
    const multi =
        \\line one
        \\  "two" \n
        \\three
    ;
    print("{s}\n{d}\n", .{ multi, multi.len });
    const cat = "ab" ++ "cd" ++ [_]u8{ 'e', 'f' };
    print("{s} {s}\n", .{ cat, "xy" ** 3 });
    const z: [*:0]const u8 = "sentinel";
    print("{d} {s}\n", .{ std.mem.len(z), z });
    print("{s}\n", .{std.mem.span(z)[2..4]});
    print("{}\n", .{std.mem.eql(u8, "abc", "abc")});
    print("{?d} {?d}\n", .{ std.mem.indexOf(u8, msg, "World"), std.mem.indexOfScalar(u8, msg, 'q') });
    print("{?d} {}\n", .{ std.mem.lastIndexOfScalar(u8, msg, 'o'), std.mem.startsWith(u8, msg, "Hell") });
    var it = std.mem.tokenizeScalar(u8, "  a bb  ccc ", ' ');
    while (it.next()) |t| print("[{s}]", .{t});
    var sp = std.mem.splitScalar(u8, "1,2,,3", ',');
    while (sp.next()) |t| print("({s})", .{t});
    var sq = std.mem.splitSequence(u8, "a--b--c", "--");
    print("{s}", .{sq.first()});
    print("{s}\n", .{sq.rest()});
    print("{s}|{s}|\n", .{ std.mem.trim(u8, "  hi  ", " "), std.mem.trimLeft(u8, "xxhi", "x") });
    var arr = [_]i32{ 5, 2, 8, 1 };
    std.mem.sort(i32, &arr, {}, std.sort.asc(i32));
    print("{any}\n", .{arr});
    std.mem.sort(i32, &arr, {}, comptime std.sort.desc(i32));
    print("{any}\n", .{arr});
    std.mem.reverse(i32, &arr);
    print("{any} {d}\n", .{ arr, std.mem.max(i32, &arr) });
    const n = try std.fmt.parseInt(i32, "-42", 10);
    print("{d} {x} {b} {o}\n", .{ n, 255, 5, 8 });
    print("{s}\n", .{try std.fmt.bufPrint(&buf, "{d}-{s}", .{ 7, "x" })});
    print("[{d:5}] [{d:<5}] [{d:^5}] [{d:0>5}] [{s:*^9}]\n", .{ 42, 42, 42, 42, "mid" });
    print("{d:.3} {d} {e} {x}\n", .{ 3.14159, 0.1, 12345.678, "hi" });
    print("{any} {any}\n", .{ "str", &[_]u8{ 1, 2 } });
    print("{{}} {c}{u}\n", .{ 'A', 0x1F600 });
    for (msg[0..3], 0..) |c, i| print("{d}{c} ", .{ i, c });
    print("\n{s}\n", .{std.ascii.upperString(&buf, "shout")});
    print("{c} {}\n", .{ std.ascii.toUpper('q'), std.ascii.isDigit('5') });
    print("{s}\n", .{&[_]u8{ 'o', 'k' }});
    print("{d}\n", .{std.mem.count(u8, "banana", "an")});
    const joined = try std.mem.join(std.heap.page_allocator, ", ", &.{ "a", "b", "c" });
    defer std.heap.page_allocator.free(joined);
    print("{s}\n", .{joined});
    const rep = try std.mem.replaceOwned(u8, std.heap.page_allocator, "a.b.c", ".", "::");
    defer std.heap.page_allocator.free(rep);
    print("{s}\n", .{rep});
    print("{}\n", .{std.mem.order(u8, "abc", "abd")});
    print("{s}\n", .{std.mem.sliceTo("abc;def", ';')});
}

// Slices: comparing, searching, changing, splitting, bytes.
const std = @import("std");
const mem = std.mem;
const print = std.debug.print;
const gpa = std.heap.page_allocator;

const Point = extern struct { x: u16, y: u32 };
const Mixed = struct { a: u8, b: ?i32, c: [2]bool, d: enum { zero, one }, e: f32 };

fn all(it: anytype) void {
    var iterator = it;
    while (iterator.next()) |piece| print("[{s}]", .{piece});
    print("\n", .{});
}

pub fn main() !void {
    print("{} {} {}\n", .{ mem.eql(u8, "abc", "abc"), mem.eql(u8, "abc", "abd"), mem.eql(u32, &.{ 1, 2 }, &.{1}) });
    print("{} {} {}\n", .{ mem.order(u8, "abc", "abd"), mem.order(u8, "b", "abc"), mem.order(u8, "a", "a") });
    print("{} {}\n", .{ mem.lessThan(u8, "a", "ab"), mem.allEqual(u8, "aaa", 'a') });
    print("{} {}\n", .{ mem.startsWith(u8, "hello", "he"), mem.endsWith(u8, "hello", "lo!") });
    const text = "one two one three";
    print("{?d} {?d} {?d} {?d}\n", .{ mem.indexOf(u8, text, "one"), mem.lastIndexOf(u8, text, "one"), mem.indexOf(u8, text, "four"), mem.indexOfPos(u8, text, 1, "one") });
    print("{?d} {?d} {?d}\n", .{ mem.indexOfScalar(u8, text, 'w'), mem.lastIndexOfScalar(u8, text, 'e'), mem.indexOfScalarPos(u8, text, 6, 'o') });
    print("{?d} {?d} {?d} {?d}\n", .{ mem.indexOfAny(u8, text, "wt"), mem.lastIndexOfAny(u8, text, "wt"), mem.indexOfNone(u8, text, "neo"), mem.indexOfDiff(u8, "abc", "abd") });
    print("{d} {} {d}\n", .{ mem.count(u8, text, "one"), mem.containsAtLeast(u8, text, 3, "one"), mem.count(u8, "aaaa", "aa") });
    print("{d} {d} {any}\n", .{ mem.min(i32, &.{ 3, 1, 2 }), mem.max(i32, &.{ 3, 1, 2 }), mem.minMax(i32, &.{ 3, 1, 2 }) });
    print("{d} {d}\n", .{ mem.indexOfMin(i32, &.{ 3, 1, 2 }), mem.indexOfMax(i32, &.{ 3, 1, 2 }) });

    var a = [_]u8{ 1, 2, 3, 4, 5 };
    mem.copyForwards(u8, a[0..3], a[1..4]);
    print("{any}\n", .{a});
    mem.copyBackwards(u8, a[1..], a[0..4]);
    print("{any}\n", .{a});
    mem.swap(u8, &a[0], &a[4]);
    mem.reverse(u8, &a);
    print("{any}\n", .{a});
    mem.rotate(u8, &a, 2);
    print("{any}\n", .{a});
    mem.replaceScalar(u8, &a, 3, 33);
    print("{any}\n", .{a});
    var out: [20]u8 = undefined;
    const n = mem.replace(u8, "a-b-c", "-", "::", &out);
    print("{d} {s} {d}\n", .{ n, out[0..7], mem.replacementSize(u8, "a-b-c", "-", "::") });
    const owned = try mem.replaceOwned(u8, gpa, "xyx", "x", "");
    print("{s}\n", .{owned});
    gpa.free(owned);
    const joined = try mem.join(gpa, ", ", &.{ "a", "b", "c" });
    defer gpa.free(joined);
    const glued = try mem.concat(gpa, u8, &.{ "x", "yz" });
    defer gpa.free(glued);
    print("{s} {s}\n", .{ joined, glued });

    print("[{s}] [{s}] [{s}] [{s}]\n", .{ mem.trim(u8, "  a b ", " "), mem.trimStart(u8, "xxa", "x"), mem.trimEnd(u8, "axx", "x"), mem.trim(u8, "   ", " ") });
    all(mem.splitScalar(u8, "a,b,,c", ','));
    all(mem.splitAny(u8, "a,b;c", ",;"));
    all(mem.splitSequence(u8, "a--b--", "--"));
    all(mem.splitBackwardsScalar(u8, "a,b,c", ','));
    all(mem.splitBackwardsSequence(u8, "a--b--c", "--"));
    all(mem.tokenizeScalar(u8, "  a  b ", ' '));
    all(mem.tokenizeAny(u8, " a,b ", ", "));
    all(mem.tokenizeSequence(u8, "--a----b", "--"));
    all(mem.window(u8, "abcde", 3, 1));
    all(mem.window(u8, "abcde", 2, 3));
    all(mem.window(u8, "ab", 3, 3));
    all(mem.splitScalar(u8, "", ','));
    all(mem.tokenizeScalar(u8, "", ','));
    var it = mem.splitScalar(u8, "k=v=w", '=');
    print("{s} {s}", .{ it.first(), it.rest() });
    print(" {?s} {?s}\n", .{ it.peek(), it.next() });
    var tok = mem.tokenizeScalar(u8, "a b c", ' ');
    print("{?s} {?s} {s}\n", .{ tok.peek(), tok.next(), tok.rest() });

    var p: Point = .{ .x = 1, .y = 2 };
    const bytes = mem.asBytes(&p);
    bytes[0] = 9;
    print("{d} {d} {s}\n", .{ p.x, bytes.len, @typeName(@TypeOf(bytes)) });
    print("{any}\n", .{mem.toBytes(@as(u32, 0x01020304))});
    const words = [_]u16{ 1, 2 };
    const view = mem.sliceAsBytes(words[0..]);
    print("{any} {s}\n", .{ view, @typeName(@TypeOf(view)) });
    const back = mem.bytesAsSlice(u16, view);
    print("{any} {s}\n", .{ back, @typeName(@TypeOf(back)) });
    print("{d}\n", .{mem.bytesToValue(u16, &[2]u8{ 1, 1 })});
    print("{any}\n", .{mem.zeroes(Mixed)});
    print("{any}\n", .{mem.zeroes([3]u8)});
    print("{any}\n", .{mem.zeroInit(struct { a: u8 = 5, b: u8, c: u8 }, .{ .c = 3 })});
    print("{d} {d}\n", .{ mem.readInt(u16, &.{ 1, 2 }, .little), mem.readInt(u16, &.{ 1, 2 }, .big) });
    var raw: [4]u8 = undefined;
    mem.writeInt(u32, &raw, 0x0a0b0c0d, .big);
    print("{any}\n", .{raw});
    const c: [*:0]const u8 = "hello";
    print("{d} {s} {s}\n", .{ mem.len(c), mem.span(c), @typeName(@TypeOf(mem.span(c))) });
    const maybe: ?[*:0]const u8 = null;
    print("{?s}\n", .{mem.span(maybe)});
    const padded = [_]u8{ 'a', 'b', 0, 'c' };
    print("{s} {s}\n", .{ mem.sliceTo(&padded, 0), mem.sliceTo(c, 'l') });
    print("{d} {d} {}\n", .{ mem.alignForward(usize, 13, 8), mem.alignBackward(usize, 13, 8), mem.isAligned(16, 8) });
    const al: mem.Alignment = .fromByteUnits(16);
    print("{} {d} {d} {d} {} {}\n", .{ al, al.toByteUnits(), al.forward(17), al.backward(17), al.check(32), mem.Alignment.of(u64) });
    print("{} {}\n", .{ al.compare(.gt, .@"8"), al.max(.@"32") });
}

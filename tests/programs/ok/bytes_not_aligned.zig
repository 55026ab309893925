// Numbers out of bytes at any address.
const std = @import("std");
fn f(a: *const [4]u8) u32 { return @bitCast(a.*); }
fn g(p: *[4]u8, v: u32) void { p.* = @bitCast(v); }
fn h(a: *const [8]u8) [2]u32 { return @bitCast(a.*); }
const P = packed struct(u16) { a: u4, b: u12 };
fn k(a: *const [2]u8) P { return @bitCast(a.*); }
pub fn main() void {
    var b = [_]u8{ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
    var i: usize = 1; _ = &i;
    std.debug.print("{x}\n", .{f(b[i..][0..4])});
    g(b[i..][0..4], 0xdeadbeef);
    std.debug.print("{x} {any} {any}\n", .{b, h(b[i..][0..8]), k(b[i..][0..2])});
    const S = extern struct { a: u8, b: u32 align(1) };
    var s: S = .{ .a = 1, .b = 2 };
    s.b += 5;
    std.debug.print("{any} {d}\n", .{ s, @sizeOf(S) });
    const u: *align(1) u32 = @ptrCast(&b[3]);
    u.* += 1;
    std.debug.print("{x}\n", .{u.*});
    const w = std.mem.bytesAsSlice(u16, b[1..5]);
    std.debug.print("{any} {}\n", .{w, @TypeOf(w)});
}

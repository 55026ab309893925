// Error sets, merged and inferred; every way to look at an error.
const std = @import("std");
const print = std.debug.print;
const FileError = error{ NotFound, Denied };
const AllError = FileError || error{Busy};
fn open(n: u32) FileError!u32 {
    return switch (n) {
        0 => error.NotFound,
        1 => error.Denied,
        else => n * 2,
    };
}
fn wrap(n: u32) AllError!u32 {
    if (n == 9) return error.Busy;
    const v = try open(n);
    return v + 1;
}
fn inferred(n: u32) !u32 {
    if (n > 5) return error.TooBig;
    return n;
}
fn cleanup(fail: bool) !void {
    defer print("defer1 ", .{});
    errdefer print("errdefer ", .{});
    defer print("defer2 ", .{});
    if (fail) return error.Oops;
    print("ok ", .{});
}
fn errcap(fail: bool) !u8 {
    errdefer |e| print("<{s}> ", .{@errorName(e)});
    if (fail) return error.Captured;
    return 3;
}
pub fn main() !void {
    for ([_]u32{ 0, 1, 2, 9 }) |n| {
        if (wrap(n)) |v| {
            print("{d} -> {d}\n", .{ n, v });
        } else |err| switch (err) {
            error.NotFound => print("not found\n", .{}),
            error.Denied => print("denied\n", .{}),
            error.Busy => print("busy {any}\n", .{err}),
        }
    }
    const a = inferred(3) catch 0;
    const b = inferred(30) catch |e| blk: {
        print("{s}\n", .{@errorName(e)});
        break :blk 77;
    };
    print("{d} {d}\n", .{ a, b });
    cleanup(false) catch {};
    print("\n", .{});
    cleanup(true) catch |e| print("{}\n", .{e});
    _ = errcap(true) catch 0;
    print("{d}\n", .{try errcap(false)});
    const r: anyerror!u8 = error.Foo;
    if (r) |_| {} else |e| print("{any} {}\n", .{ e, e == error.Foo });
    const x: FileError!u32 = open(4);
    print("{any}\n", .{x});
    const y: ?anyerror = null;
    print("{any}\n", .{y});
    print("{any}\n", .{@as(anyerror!?u8, null)});
    var i: u32 = 0;
    while (inferred(i)) |v| : (i += 1) {
        print("{d} ", .{v});
    } else |e| print("end {s}\n", .{@errorName(e)});
    switch (open(1) catch |e| @as(u32, switch (e) {
        error.NotFound => 404,
        error.Denied => 403,
    })) {
        403 => print("four oh three\n", .{}),
        else => print("other\n", .{}),
    }
}

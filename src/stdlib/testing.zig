//! What `test` blocks use: expectations that fail the test with an explanation, and an allocator that notices
//! what was not freed.

const std = @import("std.zig");
const Allocator = std.mem.Allocator;

var allocator_instance: std.heap.DebugAllocator(.{}) = .init;

/// Every block must be given back before the test ends.
pub const allocator: Allocator = allocator_instance.allocator();

/// An allocator without memory: the first call fails, and every other one.
pub const failing_allocator: Allocator = failing_allocator_instance.allocator();
var failing_allocator_instance: FailingAllocator = .init(std.heap.page_allocator, .{ .fail_index = 0 });

pub const FailingAllocator = @import("testing/FailingAllocator.zig");

pub fn expect(ok: bool) !void {
    if (!ok) return error.TestUnexpectedResult;
}

fn print(comptime fmt: []const u8, args: anytype) void {
    std.debug.print(fmt, args);
}

/// Fails unless both are equal, their parts too.
pub fn expectEqual(expected: anytype, actual: anytype) !void {
    const T = @TypeOf(expected, actual);
    return expectEqualInner(T, expected, actual);
}

fn expectEqualInner(comptime T: type, expected: T, actual: T) !void {
    switch (@typeInfo(T)) {
        .array => |info| return expectEqualSlices(info.child, &expected, &actual),
        .@"struct" => |info| {
            inline for (info.fields) |field| {
                try expectEqual(@field(expected, field.name), @field(actual, field.name));
            }
        },
        .@"union" => |info| {
            const Tag = info.tag_type orelse @compileError("Unable to compare untagged union values for type " ++ @typeName(T));
            try expectEqual(@as(Tag, expected), @as(Tag, actual));
            switch (expected) {
                inline else => |value, tag| try expectEqual(value, @field(actual, @tagName(tag))),
            }
        },
        .optional => {
            if (expected) |value| {
                if (actual) |found| {
                    try expectEqual(value, found);
                } else {
                    print("expected {any}, found null\n", .{value});
                    return error.TestExpectedEqual;
                }
            } else if (actual) |found| {
                print("expected null, found {any}\n", .{found});
                return error.TestExpectedEqual;
            }
        },
        .error_union => {
            if (expected) |value| {
                if (actual) |found| {
                    try expectEqual(value, found);
                } else |err| {
                    print("expected {any}, found {}\n", .{ value, err });
                    return error.TestExpectedEqual;
                }
            } else |wanted| {
                if (actual) |found| {
                    print("expected {}, found {any}\n", .{ wanted, found });
                    return error.TestExpectedEqual;
                } else |err| try expectEqual(wanted, err);
            }
        },
        .pointer => |info| switch (info.size) {
            .slice => {
                if (expected.ptr != actual.ptr) {
                    print("expected slice ptr {*}, found {*}\n", .{ expected.ptr, actual.ptr });
                    return error.TestExpectedEqual;
                }
                if (expected.len != actual.len) {
                    print("expected slice len {d}, found {d}\n", .{ expected.len, actual.len });
                    return error.TestExpectedEqual;
                }
            },
            else => if (expected != actual) {
                print("expected {*}, found {*}\n", .{ expected, actual });
                return error.TestExpectedEqual;
            },
        },
        .type => if (expected != actual) {
            print("expected type {s}, found type {s}\n", .{ @typeName(expected), @typeName(actual) });
            return error.TestExpectedEqual;
        },
        .void, .null, .undefined, .noreturn => {},
        else => if (expected != actual) {
            print("expected {any}, found {any}\n", .{ expected, actual });
            return error.TestExpectedEqual;
        },
    }
}

/// Fails unless the error union holds this error.
pub fn expectError(expected_error: anyerror, actual_error_union: anytype) !void {
    if (actual_error_union) |value| {
        print("expected error.{t}, found {any}\n", .{ expected_error, value });
        return error.TestExpectedError;
    } else |actual| {
        if (actual == expected_error) return;
        print("expected error.{t}, found error.{t}\n", .{ expected_error, actual });
        return error.TestUnexpectedError;
    }
}

pub fn expectEqualStrings(expected: []const u8, actual: []const u8) !void {
    if (std.mem.eql(u8, expected, actual)) return;
    print("\n====== expected this output: =========\n{s}", .{expected});
    print("\u{2403}\n\n======== instead found this: =========\n{s}", .{actual});
    print("\u{2403}\n\n======================================\n", .{});
    const at = std.mem.indexOfDiff(u8, expected, actual).?;
    var line: usize = 1;
    for (expected[0..at]) |c| {
        if (c == '\n') line += 1;
    }
    print("First difference occurs on line {d}:\n", .{line});
    printDifference("expected", expected, at);
    printDifference("found", actual, at);
    return error.TestExpectedEqual;
}

/// One line of a text, and a mark under the byte that differs.
fn printDifference(comptime name: []const u8, text: []const u8, at: usize) void {
    const start = if (std.mem.lastIndexOfScalar(u8, text[0..at], '\n')) |i| i + 1 else 0;
    const end = std.mem.indexOfScalarPos(u8, text, at, '\n') orelse text.len;
    print(name ++ ":\n{s}\n", .{text[start..end]});
    var column = start;
    while (column < at) : (column += 1) print(" ", .{});
    if (at >= text.len) print("^ (end of string)\n", .{}) else print("^ ('\\x{x:0>2}')\n", .{text[at]});
}

pub fn expectEqualSlices(comptime T: type, expected: []const T, actual: []const T) !void {
    var at: usize = 0;
    while (at < expected.len and at < actual.len and std.meta.eql(expected[at], actual[at])) at += 1;
    if (at == expected.len and at == actual.len) return;
    print("slices differ. first difference occurs at index {d} (0x{X})\n", .{ at, at });
    const is_long = @max(expected.len, actual.len) > shown_lines * lineOf(T);
    const start = if (is_long) firstShown(T, at) else 0;
    print("\n============ expected this output: =============  len: {d} (0x{X})\n\n", .{ expected.len, expected.len });
    printPart(T, expected, start);
    print("\n============= instead found this: ==============  len: {d} (0x{X})\n\n", .{ actual.len, actual.len });
    printPart(T, actual, start);
    print("\n================================================\n\n", .{});
    return error.TestExpectedEqual;
}

/// So many lines of a slice are printed around the first difference.
const shown_lines = 16;

/// Elements on one line: bytes stand together.
fn lineOf(comptime T: type) usize {
    return if (T == u8) 16 else 1;
}

/// The element with which the printed part begins: a little before the difference, at the start of a line.
fn firstShown(comptime T: type, difference: usize) usize {
    const step = lineOf(T) * if (T == u8) 1 else 2;
    return std.mem.alignBackward(usize, difference -| step, step);
}

fn printPart(comptime T: type, items: []const T, start: usize) void {
    const from = @min(start, items.len);
    const to = @min(from + shown_lines * lineOf(T), items.len);
    const left = items.len - to;
    if (T == u8) {
        if (start > 0) print("... truncated, start index: 0x{X} ...\n", .{start});
        var line = from;
        while (line < to) : (line += 16) printBytes(items[line..@min(line + 16, to)]);
        if (left > 0) print("... truncated, indexes [0x{X}..] not shown, remaining bytes: 0x{X} ...\n", .{ to, left });
    } else {
        if (start > 0) print("... truncated ...\n", .{});
        for (items[from..to], from..) |item, i| print("[{d}]: {any}\n", .{ i, item });
        if (left > 0) print("... truncated, remaining items: {d} ...\n", .{left});
    }
}

/// Up to 16 bytes as numbers, with a gap in the middle, and as text.
fn printBytes(bytes: []const u8) void {
    for (0..16) |i| {
        if (i < bytes.len) print("{X:0>2} ", .{bytes[i]}) else print("   ", .{});
        if (i == 7) print(" ", .{});
    }
    print(" ", .{});
    for (bytes) |byte| switch (byte) {
        '\n' => print("\u{240A}", .{}),
        '\r' => print("\u{240D}", .{}),
        '\t' => print("\u{2409}", .{}),
        else => print("{c}", .{if (std.ascii.isPrint(byte)) byte else '.'}),
    };
    print("\n", .{});
}

pub fn expectEqualSentinel(comptime T: type, comptime sentinel: T, expected: [:sentinel]const T, actual: [:sentinel]const T) !void {
    try expectEqualSlices(T, expected, actual);
}

pub fn expectStringStartsWith(actual: []const u8, expected_starts_with: []const u8) !void {
    if (std.mem.startsWith(u8, actual, expected_starts_with)) return;
    const start = actual[0..@min(expected_starts_with.len, actual.len)];
    print("\n====== expected to start with: =========\n{s}", .{expected_starts_with});
    print("\u{2403}\n\n====== instead started with: ===========\n{s}", .{start});
    printWhole(actual);
    return error.TestExpectedStartsWith;
}

fn printWhole(text: []const u8) void {
    print("\u{2403}\n\n========= full output: ==============\n{s}", .{text});
    print("\u{2403}\n\n======================================\n", .{});
}

pub fn expectStringEndsWith(actual: []const u8, expected_ends_with: []const u8) !void {
    if (std.mem.endsWith(u8, actual, expected_ends_with)) return;
    const end = actual[actual.len - @min(expected_ends_with.len, actual.len) ..];
    print("\n====== expected to end with: =========\n{s}", .{expected_ends_with});
    print("\u{2403}\n\n====== instead ended with: ===========\n{s}", .{end});
    printWhole(actual);
    return error.TestExpectedEndsWith;
}

pub fn expectApproxEqAbs(expected: anytype, actual: anytype, tolerance: anytype) !void {
    const T = @TypeOf(expected, actual, tolerance);
    if (std.math.approxEqAbs(T, expected, actual, tolerance)) return;
    print("actual {}, not within absolute tolerance {} of expected {}\n", .{ actual, tolerance, expected });
    return error.TestExpectedApproxEqAbs;
}

pub fn expectApproxEqRel(expected: anytype, actual: anytype, tolerance: anytype) !void {
    const T = @TypeOf(expected, actual, tolerance);
    if (std.math.approxEqRel(T, expected, actual, tolerance)) return;
    print("actual {}, not within relative tolerance {} of expected {}\n", .{ actual, tolerance, expected });
    return error.TestExpectedApproxEqRel;
}

/// Fails unless the formatted text is this.
pub fn expectFmt(expected: []const u8, comptime template: []const u8, args: anytype) !void {
    const actual = try std.fmt.allocPrint(allocator, template, args);
    defer allocator.free(actual);
    return expectEqualStrings(expected, actual);
}

/// Equal by value: what pointers and slices point to is compared too.
pub fn expectEqualDeep(expected: anytype, actual: @TypeOf(expected)) error{TestExpectedEqual}!void {
    const T = @TypeOf(actual);
    switch (@typeInfo(T)) {
        .pointer => |info| switch (info.size) {
            .one => {
                if (expected == actual) return;
                return expectEqualDeep(expected.*, actual.*);
            },
            .slice => {
                if (expected.len != actual.len) {
                    print("Slice len not the same, expected {d}, found {d}\n", .{ expected.len, actual.len });
                    return error.TestExpectedEqual;
                }
                for (expected, actual, 0..) |x, y, i| try expectElementDeep(i, x, y);
            },
            else => return expectEqual(expected, actual),
        },
        .array => for (expected, actual, 0..) |x, y, i| try expectElementDeep(i, x, y),
        .@"struct" => |info| inline for (info.fields) |field| {
            const x = @field(expected, field.name);
            const y = @field(actual, field.name);
            expectEqualDeep(x, y) catch |err| {
                print("Field {s} incorrect. expected {any}, found {any}\n", .{ field.name, x, y });
                return err;
            };
        },
        .@"union" => |info| {
            const Tag = info.tag_type orelse @compileError("Unable to compare untagged union values for type " ++ @typeName(T));
            try expectEqual(@as(Tag, expected), @as(Tag, actual));
            switch (expected) {
                inline else => |value, tag| try expectEqualDeep(value, @field(actual, @tagName(tag))),
            }
        },
        .optional => {
            if (expected == null or actual == null) {
                if (expected == null and actual == null) return;
                print("expected {any}, found {any}\n", .{ expected, actual });
                return error.TestExpectedEqual;
            }
            return expectEqualDeep(expected.?, actual.?);
        },
        else => return expectEqual(expected, actual),
    }
}

/// One element of a list, with its place in it where it differs.
fn expectElementDeep(index: usize, expected: anytype, actual: @TypeOf(expected)) error{TestExpectedEqual}!void {
    expectEqualDeep(expected, actual) catch |err| {
        print("index {d} incorrect. expected {any}, found {any}\n", .{ index, expected, actual });
        return err;
    };
}

/// Runs a function again and again, each time with the next allocation failing, until it needs no more of them.
/// Every failure must come back as `error.OutOfMemory`, with all memory given back.
pub fn checkAllAllocationFailures(backing_allocator: Allocator, comptime test_fn: anytype, extra_args: anytype) !void {
    var fail_index: usize = 0;
    while (true) : (fail_index += 1) {
        var failing: FailingAllocator = .init(backing_allocator, .{ .fail_index = fail_index });
        const args = .{failing.allocator()} ++ extra_args;
        if (@call(.auto, test_fn, args)) |_| {
            if (failing.has_induced_failure) return error.SwallowedOutOfMemoryError;
            return;
        } else |err| {
            if (err != error.OutOfMemory) return err;
            if (!failing.has_induced_failure) return err;
            if (failing.allocated_bytes != failing.freed_bytes) {
                print("\nfail_index: {d}\nallocated bytes: {d}\nfreed bytes: {d}\nallocations: {d}\ndeallocations: {d}\n", .{
                    fail_index,            failing.allocated_bytes, failing.freed_bytes,
                    failing.allocations, failing.deallocations,
                });
                return error.MemoryLeakDetected;
            }
        }
    }
}

//! The interface for everything that takes bytes: a buffer, and a function that makes room in it by passing its
//! contents on. What is written stays in the buffer until that happens, so `flush` must be called at the end.

const std = @import("../std.zig");
const Writer = @This();

vtable: *const VTable,
/// May be empty: then every write is passed on at once.
buffer: []u8,
/// So many bytes of the buffer wait.
end: usize = 0,

pub const Error = error{WriteFailed};

pub const VTable = struct {
    /// Passes on what waits in the buffer, then the pieces of `data`, the last one `splat` times.
    /// Gives how many bytes of `data` it took.
    drain: *const fn (w: *Writer, data: []const []const u8, splat: usize) Error!usize,
    /// Passes on what waits in the buffer.
    flush: *const fn (w: *Writer) Error!void = defaultFlush,
};

pub fn defaultFlush(w: *Writer) Error!void {
    while (w.end != 0) _ = try w.vtable.drain(w, &.{""}, 1);
}

/// Passes on everything that waits.
pub fn flush(w: *Writer) Error!void {
    return w.vtable.flush(w);
}

/// What waits in the buffer.
pub fn buffered(w: *const Writer) []u8 {
    return w.buffer[0..w.end];
}

/// The room in the buffer.
pub fn unusedCapacitySlice(w: *const Writer) []u8 {
    return w.buffer[w.end..];
}

/// Bytes were put into the room directly: they count now.
pub fn advance(w: *Writer, n: usize) void {
    std.debug.assert(w.end + n <= w.buffer.len);
    w.end += n;
}

/// Writes some of the bytes; gives how many.
pub fn write(w: *Writer, bytes: []const u8) Error!usize {
    if (bytes.len > w.buffer.len - w.end) return w.vtable.drain(w, &.{bytes}, 1);
    @memcpy(w.buffer[w.end..][0..bytes.len], bytes);
    w.end += bytes.len;
    return bytes.len;
}

pub fn writeAll(w: *Writer, bytes: []const u8) Error!void {
    var rest = bytes;
    while (rest.len > 0) {
        const n = try w.write(rest);
        rest = rest[n..];
    }
}

pub fn writeByte(w: *Writer, byte: u8) Error!void {
    try w.writeAll(&.{byte});
}

/// The same byte again and again.
pub fn splatByteAll(w: *Writer, byte: u8, n: usize) Error!void {
    for (0..n) |_| try w.writeByte(byte);
}

/// The same bytes again and again.
pub fn splatBytesAll(w: *Writer, bytes: []const u8, splat: usize) Error!void {
    for (0..splat) |_| try w.writeAll(bytes);
}

/// The bytes of a number.
pub fn writeInt(w: *Writer, comptime T: type, value: T, endian: std.builtin.Endian) Error!void {
    var bytes: [@divExact(@typeInfo(T).int.bits, 8)]u8 = undefined;
    std.mem.writeInt(T, &bytes, value, endian);
    return w.writeAll(&bytes);
}

/// Formatted text. `{f}` calls the method `format` of its argument with this writer.
pub fn print(w: *Writer, comptime fmt: []const u8, args: anytype) Error!void {
    inline for (@vmFormatParts(fmt, args)) |part| {
        // A part is text with other placeholders, or the name of the argument of one `{f}`.
        if (part[1].len == 0) {
            try w.printPart(part[0], args);
        } else {
            try @field(args, part[1]).format(w);
        }
    }
}

/// Text that fits into the buffer is written there at once; longer text is made elsewhere first.
fn printPart(w: *Writer, comptime fmt: []const u8, args: anytype) Error!void {
    if (@vmFormatPart(w.buffer[w.end..], fmt, args)) |text| {
        w.end += text.len;
        return;
    } else |_| {}
    var small: [256]u8 = undefined;
    if (@vmFormatPart(&small, fmt, args)) |text| return w.writeAll(text) else |_| {}
    const len = @vmFormatPartCount(fmt, args);
    const large = @vmPageAlloc(len, 1) orelse return error.WriteFailed;
    defer @vmPageFree(large, len);
    try w.writeAll(@vmFormatPart(large[0..len], fmt, args) catch return error.WriteFailed);
}

/// A writer that keeps everything in the buffer and fails when it is full.
pub fn fixed(buffer: []u8) Writer {
    return .{ .vtable = &.{ .drain = fixedDrain, .flush = noopFlush }, .buffer = buffer };
}

pub fn noopFlush(_: *Writer) Error!void {}

fn fixedDrain(w: *Writer, data: []const []const u8, splat: usize) Error!usize {
    if (data.len == 0) return 0;
    // As much as there is room for, so that a reader sees where it stopped.
    for (data[0 .. data.len - 1]) |bytes| try w.fill(bytes);
    for (0..splat) |_| try w.fill(data[data.len - 1]);
    return error.WriteFailed;
}

fn fill(w: *Writer, bytes: []const u8) Error!void {
    const n = @min(bytes.len, w.buffer.len - w.end);
    @memcpy(w.buffer[w.end..][0..n], bytes[0..n]);
    w.end += n;
    if (n < bytes.len) return error.WriteFailed;
}

/// A writer whose buffer grows.
pub const Allocating = struct {
    allocator: std.mem.Allocator,
    writer: Writer,

    pub fn init(allocator: std.mem.Allocator) Allocating {
        return initOwnedSlice(allocator, &.{});
    }

    pub fn initCapacity(allocator: std.mem.Allocator, capacity: usize) error{OutOfMemory}!Allocating {
        return initOwnedSlice(allocator, try allocator.alloc(u8, capacity));
    }

    /// Takes over memory of this allocator as the buffer.
    pub fn initOwnedSlice(allocator: std.mem.Allocator, slice: []u8) Allocating {
        return .{
            .allocator = allocator,
            .writer = .{ .vtable = &.{ .drain = drainGrowing, .flush = noopFlush }, .buffer = slice },
        };
    }

    pub fn deinit(a: *Allocating) void {
        a.allocator.free(a.writer.buffer);
        a.* = undefined;
    }

    /// What was written. Dead after the next write.
    pub fn written(a: *Allocating) []u8 {
        return a.writer.buffered();
    }

    /// What was written, as memory that the caller must free.
    pub fn toOwnedSlice(a: *Allocating) error{OutOfMemory}![]u8 {
        var list: std.ArrayList(u8) = .{ .items = a.written(), .capacity = a.writer.buffer.len };
        const owned = try list.toOwnedSlice(a.allocator);
        a.writer.buffer = &.{};
        a.writer.end = 0;
        return owned;
    }

    pub fn toOwnedSliceSentinel(a: *Allocating, comptime sentinel: u8) error{OutOfMemory}![:sentinel]u8 {
        try a.ensureUnusedCapacity(1);
        a.writer.buffer[a.writer.end] = sentinel;
        a.writer.end += 1;
        const owned = try a.toOwnedSlice();
        return owned[0 .. owned.len - 1 :sentinel];
    }

    pub fn clearRetainingCapacity(a: *Allocating) void {
        a.writer.end = 0;
    }

    pub fn ensureUnusedCapacity(a: *Allocating, additional_count: usize) error{OutOfMemory}!void {
        var list: std.ArrayList(u8) = .{ .items = a.written(), .capacity = a.writer.buffer.len };
        try list.ensureUnusedCapacity(a.allocator, additional_count);
        a.writer.buffer = list.allocatedSlice();
    }

    fn drainGrowing(w: *Writer, data: []const []const u8, splat: usize) Error!usize {
        const a: *Allocating = @fieldParentPtr("writer", w);
        var total: usize = 0;
        for (data, 1..) |bytes, i| {
            const times = if (i == data.len) splat else 1;
            a.ensureUnusedCapacity(bytes.len * times) catch return error.WriteFailed;
            for (0..times) |_| {
                @memcpy(w.buffer[w.end..][0..bytes.len], bytes);
                w.end += bytes.len;
            }
            total += bytes.len * times;
        }
        return total;
    }
};

/// A writer that only counts.
pub const Discarding = struct {
    count: u64,
    writer: Writer,

    pub fn init(buffer: []u8) Discarding {
        return .{ .count = 0, .writer = .{ .vtable = &.{ .drain = drainCounting }, .buffer = buffer } };
    }

    /// Everything that was written, what waits in the buffer included.
    pub fn fullCount(d: *const Discarding) u64 {
        return d.count + d.writer.end;
    }

    fn drainCounting(w: *Writer, data: []const []const u8, splat: usize) Error!usize {
        const d: *Discarding = @alignCast(@fieldParentPtr("writer", w));
        var total: usize = 0;
        for (data, 1..) |bytes, i| total += bytes.len * if (i == data.len) splat else 1;
        d.count += w.end + total;
        w.end = 0;
        return total;
    }
};

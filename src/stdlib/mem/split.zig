//! Cutting slices into pieces without copying: each piece is a part of the slice that was given.
//! A splitter gives what stands between the delimiters, empty pieces too; a tokenizer leaves empty ones out.

const std = @import("../std.zig");
const search = @import("search.zig");

/// The slice without the given values at its ends.
pub fn trim(comptime T: type, slice: []const T, values_to_strip: []const T) []const T {
    return trimEnd(T, trimStart(T, slice, values_to_strip), values_to_strip);
}

pub fn trimStart(comptime T: type, slice: []const T, values_to_strip: []const T) []const T {
    var begin: usize = 0;
    while (begin < slice.len and search.indexOfScalar(T, values_to_strip, slice[begin]) != null) begin += 1;
    return slice[begin..];
}

pub fn trimEnd(comptime T: type, slice: []const T, values_to_strip: []const T) []const T {
    var end: usize = slice.len;
    while (end > 0 and search.indexOfScalar(T, values_to_strip, slice[end - 1]) != null) end -= 1;
    return slice[0..end];
}

/// What a delimiter is: a whole sequence, any of several elements, or one element.
pub const DelimiterType = enum { sequence, any, scalar };

fn Delimiter(comptime T: type, comptime kind: DelimiterType) type {
    return switch (kind) {
        .sequence, .any => []const T,
        .scalar => T,
    };
}

/// Where the delimiter first stands at or behind `start`.
fn find(comptime T: type, comptime kind: DelimiterType, buffer: []const T, start: usize, delimiter: Delimiter(T, kind)) ?usize {
    return switch (kind) {
        .sequence => search.indexOfPos(T, buffer, start, delimiter),
        .any => search.indexOfAnyPos(T, buffer, start, delimiter),
        .scalar => search.indexOfScalarPos(T, buffer, start, delimiter),
    };
}

fn findLast(comptime T: type, comptime kind: DelimiterType, buffer: []const T, delimiter: Delimiter(T, kind)) ?usize {
    return switch (kind) {
        .sequence => search.lastIndexOf(T, buffer, delimiter),
        .any => search.lastIndexOfAny(T, buffer, delimiter),
        .scalar => search.lastIndexOfScalar(T, buffer, delimiter),
    };
}

fn delimiterLen(comptime T: type, comptime kind: DelimiterType, delimiter: Delimiter(T, kind)) usize {
    return switch (kind) {
        .sequence => delimiter.len,
        .any, .scalar => 1,
    };
}

pub fn splitScalar(comptime T: type, buffer: []const T, delimiter: T) SplitIterator(T, .scalar) {
    return .{ .index = 0, .buffer = buffer, .delimiter = delimiter };
}

pub fn splitAny(comptime T: type, buffer: []const T, delimiters: []const T) SplitIterator(T, .any) {
    return .{ .index = 0, .buffer = buffer, .delimiter = delimiters };
}

pub fn splitSequence(comptime T: type, buffer: []const T, delimiter: []const T) SplitIterator(T, .sequence) {
    std.debug.assert(delimiter.len != 0);
    return .{ .index = 0, .buffer = buffer, .delimiter = delimiter };
}

pub fn SplitIterator(comptime T: type, comptime delimiter_type: DelimiterType) type {
    return struct {
        buffer: []const T,
        /// Where the next piece begins; null behind the last one.
        index: ?usize,
        delimiter: Delimiter(T, delimiter_type),

        const Self = @This();

        /// The first piece. Must be called before `next`.
        pub fn first(self: *Self) []const T {
            std.debug.assert(self.index.? == 0);
            return self.next().?;
        }

        pub fn next(self: *Self) ?[]const T {
            const start = self.index orelse return null;
            if (find(T, delimiter_type, self.buffer, start, self.delimiter)) |end| {
                self.index = end + delimiterLen(T, delimiter_type, self.delimiter);
                return self.buffer[start..end];
            }
            self.index = null;
            return self.buffer[start..];
        }

        /// The next piece without going on.
        pub fn peek(self: *Self) ?[]const T {
            var copy = self.*;
            return copy.next();
        }

        /// What is left, delimiters and all.
        pub fn rest(self: Self) []const T {
            return self.buffer[self.index orelse self.buffer.len ..];
        }

        pub fn reset(self: *Self) void {
            self.index = 0;
        }
    };
}

pub fn splitBackwardsScalar(comptime T: type, buffer: []const T, delimiter: T) SplitBackwardsIterator(T, .scalar) {
    return .{ .index = buffer.len, .buffer = buffer, .delimiter = delimiter };
}

pub fn splitBackwardsAny(comptime T: type, buffer: []const T, delimiters: []const T) SplitBackwardsIterator(T, .any) {
    return .{ .index = buffer.len, .buffer = buffer, .delimiter = delimiters };
}

pub fn splitBackwardsSequence(comptime T: type, buffer: []const T, delimiter: []const T) SplitBackwardsIterator(T, .sequence) {
    std.debug.assert(delimiter.len != 0);
    return .{ .index = buffer.len, .buffer = buffer, .delimiter = delimiter };
}

/// From the last piece to the first.
pub fn SplitBackwardsIterator(comptime T: type, comptime delimiter_type: DelimiterType) type {
    return struct {
        buffer: []const T,
        /// Where the next piece ends; null before the first one.
        index: ?usize,
        delimiter: Delimiter(T, delimiter_type),

        const Self = @This();

        pub fn first(self: *Self) []const T {
            std.debug.assert(self.index.? == self.buffer.len);
            return self.next().?;
        }

        pub fn next(self: *Self) ?[]const T {
            const end = self.index orelse return null;
            if (findLast(T, delimiter_type, self.buffer[0..end], self.delimiter)) |at| {
                self.index = at;
                return self.buffer[at + delimiterLen(T, delimiter_type, self.delimiter) .. end];
            }
            self.index = null;
            return self.buffer[0..end];
        }

        pub fn rest(self: Self) []const T {
            return self.buffer[0 .. self.index orelse 0];
        }

        pub fn reset(self: *Self) void {
            self.index = self.buffer.len;
        }
    };
}

pub fn tokenizeScalar(comptime T: type, buffer: []const T, delimiter: T) TokenIterator(T, .scalar) {
    return .{ .index = 0, .buffer = buffer, .delimiter = delimiter };
}

pub fn tokenizeAny(comptime T: type, buffer: []const T, delimiters: []const T) TokenIterator(T, .any) {
    return .{ .index = 0, .buffer = buffer, .delimiter = delimiters };
}

pub fn tokenizeSequence(comptime T: type, buffer: []const T, delimiter: []const T) TokenIterator(T, .sequence) {
    std.debug.assert(delimiter.len != 0);
    return .{ .index = 0, .buffer = buffer, .delimiter = delimiter };
}

pub fn TokenIterator(comptime T: type, comptime delimiter_type: DelimiterType) type {
    return struct {
        buffer: []const T,
        delimiter: Delimiter(T, delimiter_type),
        /// Everything before it has been seen.
        index: usize,

        const Self = @This();

        pub fn next(self: *Self) ?[]const T {
            const token = self.peek() orelse return null;
            self.skipDelimiters();
            self.index += token.len;
            return token;
        }

        /// The next token without going on.
        pub fn peek(self: *Self) ?[]const T {
            var copy = self.*;
            copy.skipDelimiters();
            const start = copy.index;
            if (start == self.buffer.len) return null;
            const end = find(T, delimiter_type, self.buffer, start, self.delimiter) orelse self.buffer.len;
            return self.buffer[start..end];
        }

        /// What is left, from the next token on.
        pub fn rest(self: Self) []const T {
            var copy = self;
            copy.skipDelimiters();
            return self.buffer[copy.index..];
        }

        pub fn reset(self: *Self) void {
            self.index = 0;
        }

        fn skipDelimiters(self: *Self) void {
            while (find(T, delimiter_type, self.buffer, self.index, self.delimiter) == self.index) {
                self.index += delimiterLen(T, delimiter_type, self.delimiter);
            }
        }
    };
}

/// Overlapping parts of one size, `advance` elements apart.
pub fn window(comptime T: type, buffer: []const T, size: usize, advance: usize) WindowIterator(T) {
    std.debug.assert(size != 0);
    std.debug.assert(advance != 0);
    return .{ .index = 0, .buffer = buffer, .size = size, .advance = advance };
}

pub fn WindowIterator(comptime T: type) type {
    return struct {
        buffer: []const T,
        index: ?usize,
        size: usize,
        advance: usize,

        const Self = @This();

        pub fn first(self: *Self) []const T {
            std.debug.assert(self.index.? == 0);
            return self.next().?;
        }

        pub fn next(self: *Self) ?[]const T {
            const start = self.index orelse return null;
            const next_index = start + self.advance;
            const end = if (start + self.size < self.buffer.len and next_index < self.buffer.len) blk: {
                self.index = next_index;
                break :blk start + self.size;
            } else blk: {
                self.index = null;
                break :blk self.buffer.len;
            };
            return self.buffer[start..end];
        }

        pub fn reset(self: *Self) void {
            self.index = 0;
        }
    };
}

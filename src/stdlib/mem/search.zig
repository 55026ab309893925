//! Comparing slices and finding things in them. Searches walk from one end to the other; where something is
//! found they give its index.

const std = @import("../std.zig");

/// Whether both slices have the same length and equal elements.
pub fn eql(comptime T: type, a: []const T, b: []const T) bool {
    if (a.len != b.len) return false;
    if (@sizeOf(T) == 0) return true;
    for (a, b) |x, y| {
        if (x != y) return false;
    }
    return true;
}

/// Compares as words in a dictionary are compared.
pub fn order(comptime T: type, lhs: []const T, rhs: []const T) std.math.Order {
    const shared = @min(lhs.len, rhs.len);
    for (lhs[0..shared], rhs[0..shared]) |x, y| {
        switch (std.math.order(x, y)) {
            .eq => continue,
            .lt => return .lt,
            .gt => return .gt,
        }
    }
    return std.math.order(lhs.len, rhs.len);
}

pub fn lessThan(comptime T: type, lhs: []const T, rhs: []const T) bool {
    return order(T, lhs, rhs) == .lt;
}

/// Whether every element is `scalar`.
pub fn allEqual(comptime T: type, slice: []const T, scalar: T) bool {
    for (slice) |item| {
        if (item != scalar) return false;
    }
    return true;
}

pub fn startsWith(comptime T: type, haystack: []const T, needle: []const T) bool {
    return haystack.len >= needle.len and eql(T, haystack[0..needle.len], needle);
}

pub fn endsWith(comptime T: type, haystack: []const T, needle: []const T) bool {
    return haystack.len >= needle.len and eql(T, haystack[haystack.len - needle.len ..], needle);
}

/// Where `needle` first stands in `haystack`.
pub fn indexOf(comptime T: type, haystack: []const T, needle: []const T) ?usize {
    return indexOfPos(T, haystack, 0, needle);
}

pub fn indexOfPos(comptime T: type, haystack: []const T, start_index: usize, needle: []const T) ?usize {
    if (needle.len > haystack.len) return null;
    var i = start_index;
    while (i <= haystack.len - needle.len) : (i += 1) {
        if (eql(T, haystack[i..][0..needle.len], needle)) return i;
    }
    return null;
}

/// Where `needle` last stands in `haystack`.
pub fn lastIndexOf(comptime T: type, haystack: []const T, needle: []const T) ?usize {
    if (needle.len > haystack.len) return null;
    var i = haystack.len - needle.len + 1;
    while (i > 0) {
        i -= 1;
        if (eql(T, haystack[i..][0..needle.len], needle)) return i;
    }
    return null;
}

pub fn indexOfScalar(comptime T: type, slice: []const T, value: T) ?usize {
    return indexOfScalarPos(T, slice, 0, value);
}

pub fn indexOfScalarPos(comptime T: type, slice: []const T, start_index: usize, value: T) ?usize {
    var i = start_index;
    while (i < slice.len) : (i += 1) {
        if (slice[i] == value) return i;
    }
    return null;
}

pub fn lastIndexOfScalar(comptime T: type, slice: []const T, value: T) ?usize {
    var i = slice.len;
    while (i > 0) {
        i -= 1;
        if (slice[i] == value) return i;
    }
    return null;
}

/// Where one of `values` first stands.
pub fn indexOfAny(comptime T: type, slice: []const T, values: []const T) ?usize {
    return indexOfAnyPos(T, slice, 0, values);
}

pub fn indexOfAnyPos(comptime T: type, slice: []const T, start_index: usize, values: []const T) ?usize {
    var i = start_index;
    while (i < slice.len) : (i += 1) {
        if (indexOfScalar(T, values, slice[i]) != null) return i;
    }
    return null;
}

pub fn lastIndexOfAny(comptime T: type, slice: []const T, values: []const T) ?usize {
    var i = slice.len;
    while (i > 0) {
        i -= 1;
        if (indexOfScalar(T, values, slice[i]) != null) return i;
    }
    return null;
}

/// Where something else than `values` first stands.
pub fn indexOfNone(comptime T: type, slice: []const T, values: []const T) ?usize {
    return indexOfNonePos(T, slice, 0, values);
}

pub fn indexOfNonePos(comptime T: type, slice: []const T, start_index: usize, values: []const T) ?usize {
    var i = start_index;
    while (i < slice.len) : (i += 1) {
        if (indexOfScalar(T, values, slice[i]) == null) return i;
    }
    return null;
}

/// Where the slices first differ; the shorter length where one continues the other.
pub fn indexOfDiff(comptime T: type, a: []const T, b: []const T) ?usize {
    const shared = @min(a.len, b.len);
    var i: usize = 0;
    while (i < shared) : (i += 1) {
        if (a[i] != b[i]) return i;
    }
    return if (a.len == b.len) null else shared;
}

/// How often `needle` stands in `haystack`, without overlaps.
pub fn count(comptime T: type, haystack: []const T, needle: []const T) usize {
    std.debug.assert(needle.len > 0);
    var found: usize = 0;
    var i: usize = 0;
    while (indexOfPos(T, haystack, i, needle)) |at| {
        found += 1;
        i = at + needle.len;
    }
    return found;
}

fn countScalar(comptime T: type, haystack: []const T, needle: T) usize {
    var found: usize = 0;
    for (haystack) |item| {
        if (item == needle) found += 1;
    }
    return found;
}

pub fn containsAtLeast(comptime T: type, haystack: []const T, expected_count: usize, needle: []const T) bool {
    return expected_count == 0 or count(T, haystack, needle) >= expected_count;
}

pub fn containsAtLeastScalar(comptime T: type, haystack: []const T, expected_count: usize, needle: T) bool {
    return countScalar(T, haystack, needle) >= expected_count;
}

/// The smallest element of a slice that is not empty.
pub fn min(comptime T: type, slice: []const T) T {
    return slice[indexOfMin(T, slice)];
}

pub fn max(comptime T: type, slice: []const T) T {
    return slice[indexOfMax(T, slice)];
}

pub fn minMax(comptime T: type, slice: []const T) struct { T, T } {
    return .{ min(T, slice), max(T, slice) };
}

pub fn indexOfMin(comptime T: type, slice: []const T) usize {
    std.debug.assert(slice.len > 0);
    var best: usize = 0;
    for (slice, 0..) |item, i| {
        if (item < slice[best]) best = i;
    }
    return best;
}

pub fn indexOfMax(comptime T: type, slice: []const T) usize {
    std.debug.assert(slice.len > 0);
    var best: usize = 0;
    for (slice, 0..) |item, i| {
        if (item > slice[best]) best = i;
    }
    return best;
}

pub fn indexOfMinMax(comptime T: type, slice: []const T) struct { usize, usize } {
    return .{ indexOfMin(T, slice), indexOfMax(T, slice) };
}

//! Copying, turning round, and putting slices together.

const std = @import("../std.zig");
const Allocator = std.mem.Allocator;
const search = @import("search.zig");

/// Copies from the first element to the last: right where `dest` begins before `source`.
pub fn copyForwards(comptime T: type, dest: []T, source: []const T) void {
    for (dest[0..source.len], source) |*to, from| to.* = from;
}

/// Copies from the last element to the first: right where `dest` begins behind `source`.
pub fn copyBackwards(comptime T: type, dest: []T, source: []const T) void {
    std.debug.assert(dest.len >= source.len);
    var i = source.len;
    while (i > 0) {
        i -= 1;
        dest[i] = source[i];
    }
}

pub fn swap(comptime T: type, a: *T, b: *T) void {
    const kept = a.*;
    a.* = b.*;
    b.* = kept;
}

/// Turns the order of the elements round.
pub fn reverse(comptime T: type, items: []T) void {
    var i: usize = 0;
    const half = items.len / 2;
    while (i < half) : (i += 1) {
        swap(T, &items[i], &items[items.len - 1 - i]);
    }
}

/// Moves the first `amount` elements behind the others.
pub fn rotate(comptime T: type, items: []T, amount: usize) void {
    reverse(T, items[0..amount]);
    reverse(T, items[amount..]);
    reverse(T, items);
}

/// Writes `input` to `output` with `needle` replaced; gives the number of replacements.
pub fn replace(
    comptime T: type,
    input: []const T,
    needle: []const T,
    replacement: []const T,
    output: []T,
) usize {
    std.debug.assert(needle.len > 0);
    var found: usize = 0;
    var from: usize = 0;
    var to: usize = 0;
    while (from < input.len) {
        if (search.startsWith(T, input[from..], needle)) {
            @memcpy(output[to..][0..replacement.len], replacement);
            from += needle.len;
            to += replacement.len;
            found += 1;
        } else {
            output[to] = input[from];
            from += 1;
            to += 1;
        }
    }
    return found;
}

/// Replaces every `match` in place.
pub fn replaceScalar(comptime T: type, slice: []T, match: T, replacement: T) void {
    for (slice) |*item| {
        if (item.* == match) item.* = replacement;
    }
}

/// The length that `replace` will write.
pub fn replacementSize(comptime T: type, input: []const T, needle: []const T, replacement: []const T) usize {
    const found = search.count(T, input, needle);
    return input.len - found * needle.len + found * replacement.len;
}

/// `replace` into new memory.
pub fn replaceOwned(
    comptime T: type,
    allocator: Allocator,
    input: []const T,
    needle: []const T,
    replacement: []const T,
) Allocator.Error![]T {
    const output = try allocator.alloc(T, replacementSize(T, input, needle, replacement));
    _ = replace(T, input, needle, replacement, output);
    return output;
}

/// All slices one behind the other, in new memory.
pub fn concat(allocator: Allocator, comptime T: type, slices: []const []const T) Allocator.Error![]T {
    var total: usize = 0;
    for (slices) |slice| total += slice.len;
    const all = try allocator.alloc(T, total);
    var at: usize = 0;
    for (slices) |slice| {
        @memcpy(all[at..][0..slice.len], slice);
        at += slice.len;
    }
    return all;
}

/// All texts with the separator between them, in new memory.
pub fn join(allocator: Allocator, separator: []const u8, slices: []const []const u8) Allocator.Error![]u8 {
    const all = try allocator.alloc(u8, joinedLen(separator, slices));
    writeJoined(all, separator, slices);
    return all;
}

/// The same with a zero at the end.
pub fn joinZ(allocator: Allocator, separator: []const u8, slices: []const []const u8) Allocator.Error![:0]u8 {
    const all = try allocator.allocSentinel(u8, joinedLen(separator, slices), 0);
    writeJoined(all, separator, slices);
    return all;
}

fn joinedLen(separator: []const u8, slices: []const []const u8) usize {
    if (slices.len == 0) return 0;
    var total = separator.len * (slices.len - 1);
    for (slices) |slice| total += slice.len;
    return total;
}

fn writeJoined(all: []u8, separator: []const u8, slices: []const []const u8) void {
    var at: usize = 0;
    for (slices, 0..) |slice, i| {
        if (i > 0) {
            @memcpy(all[at..][0..separator.len], separator);
            at += separator.len;
        }
        @memcpy(all[at..][0..slice.len], slice);
        at += slice.len;
    }
}

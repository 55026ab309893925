//! Sorting slices. The order is given by a function that says whether one element belongs before another.

const std = @import("std.zig");
const mem = std.mem;
const Order = std.math.Order;

/// For numbers: the smaller one comes first.
pub fn asc(comptime T: type) fn (void, T, T) bool {
    return struct {
        pub fn inner(_: void, a: T, b: T) bool {
            return a < b;
        }
    }.inner;
}

/// For numbers: the larger one comes first.
pub fn desc(comptime T: type) fn (void, T, T) bool {
    return struct {
        pub fn inner(_: void, a: T, b: T) bool {
            return a > b;
        }
    }.inner;
}

/// Sorts by moving each element down to its place. Equal elements keep their order. Best for few elements.
pub fn insertion(
    comptime T: type,
    items: []T,
    context: anytype,
    comptime lessThanFn: fn (@TypeOf(context), lhs: T, rhs: T) bool,
) void {
    var i: usize = 1;
    while (i < items.len) : (i += 1) {
        const item = items[i];
        var hole = i;
        while (hole > 0 and lessThanFn(context, item, items[hole - 1])) : (hole -= 1) {
            items[hole] = items[hole - 1];
        }
        items[hole] = item;
    }
}

/// Sorts without extra memory, and equal elements keep their order: sorted runs are merged in place, each twice
/// as long as the last.
pub fn block(
    comptime T: type,
    items: []T,
    context: anytype,
    comptime lessThanFn: fn (@TypeOf(context), lhs: T, rhs: T) bool,
) void {
    const run = 16;
    var start: usize = 0;
    while (start < items.len) : (start += run) {
        insertion(T, items[start..@min(start + run, items.len)], context, lessThanFn);
    }
    var width: usize = run;
    while (width < items.len) : (width *= 2) {
        start = 0;
        while (start + width < items.len) : (start += 2 * width) {
            mergeInPlace(T, items[start..@min(start + 2 * width, items.len)], width, context, lessThanFn);
        }
    }
}

/// Merges two sorted runs that lie side by side, `items[0..middle]` and `items[middle..]`: half of one run is
/// exchanged with what belongs before it of the other, then both sides are smaller problems of the same kind.
fn mergeInPlace(
    comptime T: type,
    items: []T,
    middle: usize,
    context: anytype,
    comptime lessThanFn: fn (@TypeOf(context), lhs: T, rhs: T) bool,
) void {
    if (middle == 0 or middle == items.len) return;
    // Already in order, as often happens.
    if (!lessThanFn(context, items[middle], items[middle - 1])) return;
    if (items.len == 2) return mem.swap(T, &items[0], &items[1]);

    var left: usize = undefined;
    var right: usize = undefined;
    if (middle > items.len - middle) {
        left = middle / 2;
        right = middle + firstNotLess(T, items[middle..], items[left], context, lessThanFn);
    } else {
        right = middle + (items.len - middle) / 2;
        left = firstGreater(T, items[0..middle], items[right], context, lessThanFn);
    }
    mem.rotate(T, items[left..right], middle - left);
    const new_middle = left + (right - middle);
    mergeInPlace(T, items[0..new_middle], left, context, lessThanFn);
    mergeInPlace(T, items[new_middle..], right - new_middle, context, lessThanFn);
}

/// How many elements of the sorted slice belong before `value`.
fn firstNotLess(comptime T: type, items: []const T, value: T, context: anytype, comptime lessThanFn: fn (@TypeOf(context), lhs: T, rhs: T) bool) usize {
    var low: usize = 0;
    var high: usize = items.len;
    while (low < high) {
        const middle = low + (high - low) / 2;
        if (lessThanFn(context, items[middle], value)) low = middle + 1 else high = middle;
    }
    return low;
}

/// How many elements of the sorted slice do not belong behind `value`.
fn firstGreater(comptime T: type, items: []const T, value: T, context: anytype, comptime lessThanFn: fn (@TypeOf(context), lhs: T, rhs: T) bool) usize {
    var low: usize = 0;
    var high: usize = items.len;
    while (low < high) {
        const middle = low + (high - low) / 2;
        if (lessThanFn(context, value, items[middle])) high = middle else low = middle + 1;
    }
    return low;
}

/// Sorts where the order of equal elements does not matter.
pub fn pdq(
    comptime T: type,
    items: []T,
    context: anytype,
    comptime lessThanFn: fn (@TypeOf(context), lhs: T, rhs: T) bool,
) void {
    heap(T, items, context, lessThanFn);
}

/// Sorts by building a heap, the largest element on top, and taking the top away again and again.
pub fn heap(
    comptime T: type,
    items: []T,
    context: anytype,
    comptime lessThanFn: fn (@TypeOf(context), lhs: T, rhs: T) bool,
) void {
    var start = items.len / 2;
    while (start > 0) {
        start -= 1;
        siftDown(T, items, start, context, lessThanFn);
    }
    var end = items.len;
    while (end > 1) {
        end -= 1;
        mem.swap(T, &items[0], &items[end]);
        siftDown(T, items[0..end], 0, context, lessThanFn);
    }
}

/// Lets one element sink until both elements below it are smaller.
fn siftDown(
    comptime T: type,
    items: []T,
    start: usize,
    context: anytype,
    comptime lessThanFn: fn (@TypeOf(context), lhs: T, rhs: T) bool,
) void {
    var at = start;
    while (2 * at + 1 < items.len) {
        var child = 2 * at + 1;
        if (child + 1 < items.len and lessThanFn(context, items[child], items[child + 1])) child += 1;
        if (!lessThanFn(context, items[at], items[child])) return;
        mem.swap(T, &items[at], &items[child]);
        at = child;
    }
}

pub fn isSorted(
    comptime T: type,
    items: []const T,
    context: anytype,
    comptime lessThanFn: fn (@TypeOf(context), lhs: T, rhs: T) bool,
) bool {
    var i: usize = 1;
    while (i < items.len) : (i += 1) {
        if (lessThanFn(context, items[i], items[i - 1])) return false;
    }
    return true;
}

/// Where an element stands in a sorted slice. `compareFn` compares what is sought with an element.
pub fn binarySearch(
    comptime T: type,
    items: []const T,
    context: anytype,
    comptime compareFn: fn (@TypeOf(context), T) Order,
) ?usize {
    var low: usize = 0;
    var high: usize = items.len;
    while (low < high) {
        const middle = low + (high - low) / 2;
        switch (compareFn(context, items[middle])) {
            .eq => return middle,
            .gt => low = middle + 1,
            .lt => high = middle,
        }
    }
    return null;
}

/// The first index whose element is not below what is sought.
pub fn lowerBound(
    comptime T: type,
    items: []const T,
    context: anytype,
    comptime compareFn: fn (@TypeOf(context), T) Order,
) usize {
    var low: usize = 0;
    var high: usize = items.len;
    while (low < high) {
        const middle = low + (high - low) / 2;
        if (compareFn(context, items[middle]) == .gt) low = middle + 1 else high = middle;
    }
    return low;
}

/// The first index whose element is above what is sought.
pub fn upperBound(
    comptime T: type,
    items: []const T,
    context: anytype,
    comptime compareFn: fn (@TypeOf(context), T) Order,
) usize {
    var low: usize = 0;
    var high: usize = items.len;
    while (low < high) {
        const middle = low + (high - low) / 2;
        if (compareFn(context, items[middle]) == .lt) high = middle else low = middle + 1;
    }
    return low;
}

pub fn argMin(comptime T: type, items: []const T, context: anytype, comptime lessThan: fn (@TypeOf(context), lhs: T, rhs: T) bool) ?usize {
    if (items.len == 0) return null;
    var best: usize = 0;
    for (items, 0..) |item, i| {
        if (lessThan(context, item, items[best])) best = i;
    }
    return best;
}

pub fn argMax(comptime T: type, items: []const T, context: anytype, comptime lessThan: fn (@TypeOf(context), lhs: T, rhs: T) bool) ?usize {
    if (items.len == 0) return null;
    var best: usize = 0;
    for (items, 0..) |item, i| {
        if (lessThan(context, items[best], item)) best = i;
    }
    return best;
}

pub fn min(comptime T: type, items: []const T, context: anytype, comptime lessThan: fn (@TypeOf(context), lhs: T, rhs: T) bool) ?T {
    const i = argMin(T, items, context, lessThan) orelse return null;
    return items[i];
}

pub fn max(comptime T: type, items: []const T, context: anytype, comptime lessThan: fn (@TypeOf(context), lhs: T, rhs: T) bool) ?T {
    const i = argMax(T, items, context, lessThan) orelse return null;
    return items[i];
}

/// Where the items start for which the answer is no; those with yes stand before them.
pub fn partitionPoint(comptime T: type, items: []const T, context: anytype, comptime predicate: fn (@TypeOf(context), T) bool) usize {
    var low: usize = 0;
    var high = items.len;
    while (low < high) {
        const middle = low + (high - low) / 2;
        if (predicate(context, items[middle])) low = middle + 1 else high = middle;
    }
    return low;
}

/// Start and end of the items that are equal to the context.
pub fn equalRange(
    comptime T: type,
    items: []const T,
    context: anytype,
    comptime compareFn: fn (@TypeOf(context), T) std.math.Order,
) struct { usize, usize } {
    return .{ lowerBound(T, items, context, compareFn), upperBound(T, items, context, compareFn) };
}

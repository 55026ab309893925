//! Memory as slices: comparing, copying, searching, splitting, looking at values as bytes.

const std = @import("std.zig");

pub const Allocator = @import("mem/Allocator.zig");
pub const Alignment = @import("mem/alignment.zig").Alignment;

const search = @import("mem/search.zig");
const change = @import("mem/change.zig");
const split_ = @import("mem/split.zig");
const bytes = @import("mem/bytes.zig");

// Comparing and searching.
pub const eql = search.eql;
pub const order = search.order;
pub const lessThan = search.lessThan;
pub const allEqual = search.allEqual;
pub const startsWith = search.startsWith;
pub const endsWith = search.endsWith;
pub const indexOf = search.indexOf;
pub const indexOfPos = search.indexOfPos;
pub const indexOfScalar = search.indexOfScalar;
pub const indexOfScalarPos = search.indexOfScalarPos;
pub const indexOfAny = search.indexOfAny;
pub const indexOfAnyPos = search.indexOfAnyPos;
pub const indexOfNone = search.indexOfNone;
pub const indexOfNonePos = search.indexOfNonePos;
pub const indexOfDiff = search.indexOfDiff;
pub const indexOfMin = search.indexOfMin;
pub const indexOfMax = search.indexOfMax;
pub const indexOfMinMax = search.indexOfMinMax;
pub const lastIndexOf = search.lastIndexOf;
pub const lastIndexOfScalar = search.lastIndexOfScalar;
pub const lastIndexOfAny = search.lastIndexOfAny;
pub const count = search.count;
pub const containsAtLeast = search.containsAtLeast;
pub const containsAtLeastScalar = search.containsAtLeastScalar;
pub const min = search.min;
pub const max = search.max;
pub const minMax = search.minMax;

// Copying and changing.
pub const copyForwards = change.copyForwards;
pub const copyBackwards = change.copyBackwards;
pub const swap = change.swap;
pub const reverse = change.reverse;
pub const rotate = change.rotate;
pub const sort = std.sort.block;
pub const sortUnstable = std.sort.pdq;
pub const replace = change.replace;
pub const replaceScalar = change.replaceScalar;
pub const replacementSize = change.replacementSize;
pub const replaceOwned = change.replaceOwned;
pub const concat = change.concat;
pub const join = change.join;
pub const joinZ = change.joinZ;

// Cutting text into pieces.
pub const trim = split_.trim;
pub const trimStart = split_.trimStart;
pub const trimEnd = split_.trimEnd;
pub const trimLeft = split_.trimStart;
pub const trimRight = split_.trimEnd;
pub const tokenizeScalar = split_.tokenizeScalar;
pub const tokenizeAny = split_.tokenizeAny;
pub const tokenizeSequence = split_.tokenizeSequence;
pub const splitScalar = split_.splitScalar;
pub const splitAny = split_.splitAny;
pub const splitSequence = split_.splitSequence;
pub const splitBackwardsScalar = split_.splitBackwardsScalar;
pub const splitBackwardsAny = split_.splitBackwardsAny;
pub const splitBackwardsSequence = split_.splitBackwardsSequence;
pub const window = split_.window;
pub const DelimiterType = split_.DelimiterType;
pub const TokenIterator = split_.TokenIterator;
pub const SplitIterator = split_.SplitIterator;
pub const SplitBackwardsIterator = split_.SplitBackwardsIterator;
pub const WindowIterator = split_.WindowIterator;

// Values as bytes, and pointers that end at a sentinel.
pub const asBytes = bytes.asBytes;
pub const toBytes = bytes.toBytes;
pub const bytesAsValue = bytes.bytesAsValue;
pub const bytesToValue = bytes.bytesToValue;
pub const sliceAsBytes = bytes.sliceAsBytes;
pub const bytesAsSlice = bytes.bytesAsSlice;
pub const zeroes = bytes.zeroes;
pub const zeroInit = bytes.zeroInit;
pub const readInt = bytes.readInt;
pub const writeInt = bytes.writeInt;
pub const nativeToLittle = bytes.nativeToLittle;
pub const nativeToBig = bytes.nativeToBig;
pub const littleToNative = bytes.littleToNative;
pub const bigToNative = bytes.bigToNative;
pub const len = bytes.len;
pub const span = bytes.span;
pub const sliceTo = bytes.sliceTo;

// Addresses and their alignment.

/// The next multiple of `alignment` that is not below `address`.
pub fn alignForward(comptime T: type, address: T, alignment: T) T {
    std.debug.assert(std.math.isPowerOfTwo(alignment));
    return (address + (alignment - 1)) & ~(alignment - 1);
}

/// The multiple of `alignment` that is not above `address`.
pub fn alignBackward(comptime T: type, address: T, alignment: T) T {
    std.debug.assert(std.math.isPowerOfTwo(alignment));
    return address & ~(alignment - 1);
}

pub fn isAligned(address: usize, alignment: usize) bool {
    return alignBackward(usize, address, alignment) == address;
}

/// Keeps a value from being optimised away; here nothing is.
pub fn doNotOptimizeAway(value: anytype) void {
    _ = value;
}

/// Goes through a slice from its end to its start.
pub fn reverseIterator(slice: anytype) ReverseIterator(@TypeOf(slice)) {
    return .{ .slice = slice, .index = slice.len };
}

fn ReverseIterator(comptime T: type) type {
    const is_const = @typeInfo(T).pointer.is_const;
    const Element = std.meta.Elem(T);
    const Pointer = if (is_const) *const Element else *Element;
    return struct {
        slice: T,
        index: usize,

        pub fn next(self: *@This()) ?Element {
            const pointer = self.nextPtr() orelse return null;
            return pointer.*;
        }

        pub fn nextPtr(self: *@This()) ?Pointer {
            if (self.index == 0) return null;
            self.index -= 1;
            return &self.slice[self.index];
        }
    };
}

/// The slice with runs of the element made one; gives what is left.
pub fn collapseRepeats(comptime T: type, slice: []T, elem: T) []T {
    return slice[0..collapseRepeatsLen(T, slice, elem)];
}

pub fn collapseRepeatsLen(comptime T: type, slice: []T, elem: T) usize {
    var kept: usize = 0;
    for (slice, 0..) |value, i| {
        if (i > 0 and value == elem and slice[kept - 1] == elem) continue;
        slice[kept] = value;
        kept += 1;
    }
    return kept;
}

/// Texts with a zero at their end, by their contents.
pub fn orderZ(comptime T: type, lhs: [*:0]const T, rhs: [*:0]const T) std.math.Order {
    return order(T, span(lhs), span(rhs));
}

/// The byte order of this machine is little endian.
pub fn toNative(comptime T: type, x: T, endianness: std.builtin.Endian) T {
    return if (endianness == .little) x else @byteSwap(x);
}

pub fn nativeTo(comptime T: type, x: T, endianness: std.builtin.Endian) T {
    return toNative(T, x, endianness);
}

pub fn isValidAlign(alignment: usize) bool {
    return std.math.isPowerOfTwo(alignment);
}

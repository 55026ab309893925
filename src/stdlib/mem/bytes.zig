//! Values seen as bytes and bytes seen as values; pointers and arrays that end at a sentinel.

const std = @import("../std.zig");

/// A pointer type with the constness and alignment of `P`, to `Child` instead.
fn Like(comptime P: type, comptime Child: type) type {
    const info = @typeInfo(P).pointer;
    return if (info.is_const) *align(info.alignment) const Child else *align(info.alignment) Child;
}

/// A slice type with the constness and alignment of `P`.
fn SliceLike(comptime P: type, comptime Child: type, comptime alignment: usize) type {
    return if (@typeInfo(P).pointer.is_const) []align(alignment) const Child else []align(alignment) Child;
}

/// The bytes of the value that a pointer points to.
pub fn asBytes(ptr: anytype) Like(@TypeOf(ptr), [@sizeOf(@typeInfo(@TypeOf(ptr)).pointer.child)]u8) {
    return @ptrCast(ptr);
}

/// A copy of the bytes of a value.
pub fn toBytes(value: anytype) [@sizeOf(@TypeOf(value))]u8 {
    return asBytes(&value).*;
}

/// The bytes that a pointer points to, seen as a value.
pub fn bytesAsValue(comptime T: type, bytes: anytype) Like(@TypeOf(bytes), T) {
    return @ptrCast(bytes);
}

/// A value made of these bytes.
pub fn bytesToValue(comptime T: type, bytes: anytype) T {
    var value: T = undefined;
    const source: *const [@sizeOf(T)]u8 = bytes;
    asBytes(&value).* = source.*;
    return value;
}

/// The elements of a slice, or of the array that a pointer points to, as bytes.
pub fn sliceAsBytes(slice: anytype) SliceLike(@TypeOf(slice), u8, @typeInfo(@TypeOf(slice)).pointer.alignment) {
    const Slice = SliceLike(@TypeOf(slice), u8, @typeInfo(@TypeOf(slice)).pointer.alignment);
    if (slice.len == 0) return @as(Slice, &.{});
    const Element = @TypeOf(slice[0]);
    const start: @TypeOf(@as(Slice, undefined).ptr) = @ptrCast(slice.ptr);
    return start[0 .. slice.len * @sizeOf(Element)];
}

/// Bytes seen as elements; their number must be a multiple of the size of an element.
pub fn bytesAsSlice(comptime T: type, bytes: anytype) SliceLike(@TypeOf(bytes), T, alignmentOf(@TypeOf(bytes))) {
    const Slice = SliceLike(@TypeOf(bytes), T, alignmentOf(@TypeOf(bytes)));
    if (bytes.len == 0) return @as(Slice, &.{});
    const start: @TypeOf(@as(Slice, undefined).ptr) = @ptrCast(bytes.ptr);
    return start[0..@divExact(bytes.len, @sizeOf(T))];
}

fn alignmentOf(comptime P: type) usize {
    return @typeInfo(P).pointer.alignment;
}

/// The value whose bytes are all zero: 0, false, null, arrays and structs of these.
pub fn zeroes(comptime T: type) T {
    switch (@typeInfo(T)) {
        .int, .float, .comptime_int, .comptime_float => return 0,
        .bool => return false,
        .void => return {},
        .null, .optional => return null,
        .@"enum" => return @enumFromInt(0),
        .pointer => |info| switch (info.size) {
            .slice => return &.{},
            .c => return null,
            else => @compileError("Only nullable and allowzero single-item pointers can be zeroed"),
        },
        .array => |info| return [_]info.child{zeroes(info.child)} ** info.len,
        .@"struct" => |info| {
            var value: T = undefined;
            // The gaps between the fields of an extern struct are zero too.
            if (info.layout == .@"extern") @memset(asBytes(&value), 0);
            inline for (info.fields) |field| {
                if (!field.is_comptime) @field(value, field.name) = zeroes(field.type);
            }
            return value;
        },
        else => @compileError("Can't set a " ++ @typeName(T) ++ " to zero."),
    }
}

/// A struct from some of its fields; the others get their default, or zero.
pub fn zeroInit(comptime T: type, init: anytype) T {
    var value: T = undefined;
    inline for (@typeInfo(T).@"struct".fields) |field| {
        if (@hasField(@TypeOf(init), field.name)) {
            @field(value, field.name) = @field(init, field.name);
        } else if (field.defaultValue()) |default| {
            @field(value, field.name) = default;
        } else {
            @field(value, field.name) = zeroes(field.type);
        }
    }
    return value;
}

/// The order of the bytes of a number.
const Endian = std.builtin.Endian;

/// The number that these bytes hold.
pub fn readInt(comptime T: type, buffer: *const [@divExact(@typeInfo(T).int.bits, 8)]u8, endian: Endian) T {
    const value: T = @bitCast(buffer.*);
    return if (endian == .little) value else @byteSwap(value);
}

pub fn writeInt(comptime T: type, buffer: *[@divExact(@typeInfo(T).int.bits, 8)]u8, value: T, endian: Endian) void {
    buffer.* = @bitCast(if (endian == .little) value else @byteSwap(value));
}

// This machine keeps the lowest byte first.

pub fn nativeToLittle(comptime T: type, value: T) T {
    return value;
}

pub fn nativeToBig(comptime T: type, value: T) T {
    return @byteSwap(value);
}

pub fn littleToNative(comptime T: type, value: T) T {
    return value;
}

pub fn bigToNative(comptime T: type, value: T) T {
    return @byteSwap(value);
}

/// How many elements stand before the sentinel of a many-item pointer.
pub fn len(value: anytype) usize {
    const T = @TypeOf(value);
    if (@typeInfo(T) != .pointer) @compileError("invalid type given to std.mem.len: " ++ @typeName(T));
    const info = @typeInfo(T).pointer;
    const end = if (info.size == .c) 0 else info.sentinel() orelse
        @compileError("length of pointer with no sentinel");
    var i: usize = 0;
    while (value[i] != end) i += 1;
    return i;
}

fn Span(comptime T: type) type {
    switch (@typeInfo(T)) {
        .optional => |info| return ?Span(info.child),
        .pointer => |info| {
            const has_end = info.size == .c or info.sentinel_ptr != null;
            if (!has_end) @compileError("invalid type given to std.mem.span: " ++ @typeName(T));
            const end: info.child = if (info.size == .c) 0 else info.sentinel().?;
            return if (info.is_const) [:end]const info.child else [:end]info.child;
        },
        else => @compileError("invalid type given to std.mem.span: " ++ @typeName(T)),
    }
}

/// A slice of everything before the sentinel of a many-item pointer.
pub fn span(ptr: anytype) Span(@TypeOf(ptr)) {
    if (@typeInfo(@TypeOf(ptr)) == .optional) {
        return if (ptr) |known| span(known) else null;
    }
    const end = comptime (@typeInfo(Span(@TypeOf(ptr))).pointer.sentinel().?);
    return ptr[0..len(ptr) :end];
}

fn SliceTo(comptime T: type, comptime end: anytype) type {
    const info = @typeInfo(T).pointer;
    const Child = if (info.size == .one) @typeInfo(info.child).array.child else info.child;
    const ends_there = info.size != .one and info.sentinel_ptr != null and info.sentinel().? == end;
    if (ends_there) return if (info.is_const) [:end]const Child else [:end]Child;
    return if (info.is_const) []const Child else []Child;
}

/// A slice up to the first element that is `end`, or up to its own end.
pub fn sliceTo(ptr: anytype, comptime end: anytype) SliceTo(@TypeOf(ptr), end) {
    const Result = @typeInfo(SliceTo(@TypeOf(ptr), end)).pointer;
    var i: usize = 0;
    const has_len = comptime @typeInfo(@TypeOf(ptr)).pointer.size == .slice or @typeInfo(@TypeOf(ptr)).pointer.size == .one;
    if (has_len) {
        while (i < ptr.len and ptr[i] != end) i += 1;
    } else {
        while (ptr[i] != end) i += 1;
    }
    return if (Result.sentinel_ptr != null) ptr[0..i :end] else ptr[0..i];
}

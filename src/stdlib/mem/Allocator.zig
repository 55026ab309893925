//! The interface of every allocator: a pointer to the allocator's own state, and a table of the four functions
//! that do its work. `create`, `alloc`, `free` and the others are built on these four, so they work for each
//! allocator, also for one that you write.
//!
//! Calls that begin with `@vm` tell the machine which block of memory was born or died. They are how undefer
//! knows the life of every block; they do no allocation themselves.

const std = @import("../std.zig");
const mem = std.mem;
const Alignment = mem.Alignment;
const Allocator = @This();

pub const Error = error{OutOfMemory};

/// The allocator's own state. Passed to each function of the table.
ptr: *anyopaque,
vtable: *const VTable,

pub const VTable = struct {
    /// Gives `len` bytes at an address that is a multiple of the alignment, or null.
    alloc: *const fn (context: *anyopaque, len: usize, alignment: Alignment, ret_addr: usize) ?[*]u8,
    /// Makes the memory longer or shorter without moving it, or says false.
    resize: *const fn (context: *anyopaque, memory: []u8, alignment: Alignment, new_len: usize, ret_addr: usize) bool,
    /// Makes the memory longer or shorter and may move it; null where copying to new memory is as good.
    remap: *const fn (context: *anyopaque, memory: []u8, alignment: Alignment, new_len: usize, ret_addr: usize) ?[*]u8,
    /// Takes the memory back. It has the length and alignment that it was asked for with.
    free: *const fn (context: *anyopaque, memory: []u8, alignment: Alignment, ret_addr: usize) void,
};

/// For the table of an allocator that cannot resize.
pub fn noResize(_: *anyopaque, _: []u8, _: Alignment, _: usize, _: usize) bool {
    return false;
}

/// For the table of an allocator that cannot remap.
pub fn noRemap(_: *anyopaque, _: []u8, _: Alignment, _: usize, _: usize) ?[*]u8 {
    return null;
}

/// For the table of an allocator that never takes memory back.
pub fn noFree(_: *anyopaque, _: []u8, _: Alignment, _: usize) void {}

// The four functions of the table, for allocators that pass work on to another one. The memory of such an allocator
// is a block too; when it hands out the whole of it, that is the same block, known to both.

pub fn rawAlloc(self: Allocator, len: usize, alignment: Alignment, ret_addr: usize) ?[*]u8 {
    const memory = self.vtable.alloc(self.ptr, len, alignment, ret_addr) orelse return null;
    return @vmBlockBorn(self.ptr, self.vtable, memory, len, @as(usize, 1) << @intFromEnum(alignment), u8, len);
}

pub fn rawResize(self: Allocator, memory: []u8, alignment: Alignment, new_len: usize, ret_addr: usize) bool {
    const own = @vmBlockChecked(self.ptr, self.vtable, memory.ptr, memory.len, @as(usize, 1) << @intFromEnum(alignment));
    if (!self.vtable.resize(self.ptr, own[0..memory.len], alignment, new_len, ret_addr)) return false;
    @vmBlockStretched(memory.ptr, new_len);
    return true;
}

pub fn rawRemap(self: Allocator, memory: []u8, alignment: Alignment, new_len: usize, ret_addr: usize) ?[*]u8 {
    const own = @vmBlockChecked(self.ptr, self.vtable, memory.ptr, memory.len, @as(usize, 1) << @intFromEnum(alignment));
    const moved = self.vtable.remap(self.ptr, own[0..memory.len], alignment, new_len, ret_addr) orelse return null;
    return @vmBlockResized(memory.ptr, memory.len, moved, new_len);
}

pub fn rawFree(self: Allocator, memory: []u8, alignment: Alignment, ret_addr: usize) void {
    const own = @vmBlockDies(self.ptr, self.vtable, memory.ptr, memory.len, @as(usize, 1) << @intFromEnum(alignment));
    self.vtable.free(self.ptr, own[0..memory.len], alignment, ret_addr);
}

// One value.

/// Memory for one `T`, not initialised. Give it back with `destroy`.
pub fn create(self: Allocator, comptime T: type) Error!*T {
    const size = @sizeOf(T);
    if (size == 0) return @ptrFromInt(nowhere(@alignOf(T)));
    const memory = self.vtable.alloc(self.ptr, size, comptime .of(T), 0) orelse return error.OutOfMemory;
    return @ptrCast(@alignCast(@vmBlockBorn(self.ptr, self.vtable, memory, size, @alignOf(T), T, 1)));
}

/// Gives back what `create` returned.
pub fn destroy(self: Allocator, ptr: anytype) void {
    const info = @typeInfo(@TypeOf(ptr)).pointer;
    if (info.size != .one) @compileError("ptr must be a single item pointer");
    const size = @sizeOf(info.child);
    if (size == 0) return;
    const own = @vmBlockDies(self.ptr, self.vtable, @as([*]u8, @ptrCast(@constCast(ptr))), size, @alignOf(info.child));
    self.vtable.free(self.ptr, own[0..size], comptime .of(info.child), 0);
}

// Several values beside each other.

/// Memory for `n` values, not initialised. Give it back with `free`.
pub fn alloc(self: Allocator, comptime T: type, n: usize) Error![]T {
    const block = try self.allocBlock(T, n, @alignOf(T));
    const items: [*]T = @ptrCast(@alignCast(block));
    return items[0..n];
}

/// The same at an address with a stricter alignment; null means the alignment of `T`.
pub fn alignedAlloc(
    self: Allocator,
    comptime T: type,
    comptime alignment: ?Alignment,
    n: usize,
) Error![]align(unitsOf(T, alignment)) T {
    const units = comptime unitsOf(T, alignment);
    const block = try self.allocBlock(T, n, units);
    const items: [*]align(units) T = @ptrCast(@alignCast(block));
    return items[0..n];
}

/// `n` values and a sentinel behind them.
pub fn allocSentinel(self: Allocator, comptime T: type, n: usize, comptime sentinel: T) Error![:sentinel]T {
    const block = try self.allocBlock(T, n + 1, @alignOf(T));
    const items: [*]T = @ptrCast(@alignCast(block));
    items[n] = sentinel;
    return items[0..n :sentinel];
}

/// `alignedAlloc` and `allocSentinel` in one, for code that does not know which it needs.
pub fn allocWithOptions(
    self: Allocator,
    comptime T: type,
    n: usize,
    comptime alignment: ?Alignment,
    comptime sentinel: ?T,
) Error!AllocWithOptionsPayload(T, alignment, sentinel) {
    if (sentinel) |end| {
        const items = try self.alignedAlloc(T, alignment, n + 1);
        items[n] = end;
        return items[0..n :end];
    } else {
        return self.alignedAlloc(T, alignment, n);
    }
}

fn AllocWithOptionsPayload(comptime T: type, comptime alignment: ?Alignment, comptime sentinel: ?T) type {
    const units = unitsOf(T, alignment);
    return if (sentinel) |end| [:end]align(units) T else []align(units) T;
}

/// Gives back what `alloc` and its kin returned: the whole slice, not a part of it.
pub fn free(self: Allocator, memory: anytype) void {
    const info = @typeInfo(@TypeOf(memory)).pointer;
    // Of a pointer to an array only the elements count; a slice with a sentinel owns that too.
    const has_end = info.sentinel_ptr != null;
    const T = std.meta.Elem(@TypeOf(memory));
    const size = (memory.len + @intFromBool(has_end)) * @sizeOf(T);
    if (size == 0) return;
    const block: [*]u8 = @ptrCast(@constCast(memory.ptr));
    const own = @vmBlockDies(self.ptr, self.vtable, block, size, info.alignment);
    self.vtable.free(self.ptr, own[0..size], comptime .fromByteUnits(info.alignment), 0);
}

/// A copy of the values in new memory.
pub fn dupe(self: Allocator, comptime T: type, values: []const T) Error![]T {
    const copy = try self.alloc(T, values.len);
    @memcpy(copy, values);
    return copy;
}

/// A copy with a zero behind it.
pub fn dupeZ(self: Allocator, comptime T: type, values: []const T) Error![:0]T {
    const copy = try self.allocSentinel(T, values.len, 0);
    @memcpy(copy, values);
    return copy;
}

// Longer or shorter.

/// Changes the length without moving the values. False: nothing has changed.
/// After true the old slice must not be used any more; take `.ptr[0..new_len]` of it first.
pub fn resize(self: Allocator, allocation: anytype, new_len: usize) bool {
    const info = @typeInfo(@TypeOf(allocation)).pointer;
    const size = @sizeOf(info.child);
    if (new_len == 0) {
        self.free(allocation);
        return true;
    }
    if (allocation.len == 0) return false;
    const new_size, const overflow = @mulWithOverflow(size, new_len);
    if (overflow != 0) return false;
    const block: [*]u8 = @ptrCast(@constCast(allocation.ptr));
    return self.rawResize(block[0..bytesOf(allocation)], comptime .fromByteUnits(info.alignment), new_size, 0);
}

/// Changes the length and may move the values. Null: nothing has changed, and copying by hand is as good.
pub fn remap(self: Allocator, allocation: anytype, new_len: usize) ?Resized(@TypeOf(allocation)) {
    const info = @typeInfo(@TypeOf(allocation)).pointer;
    const T = info.child;
    if (new_len == 0) {
        self.free(allocation);
        const empty: [*]align(info.alignment) T = @ptrFromInt(nowhere(info.alignment));
        return empty[0..0];
    }
    if (allocation.len == 0) return null;
    if (@sizeOf(T) == 0) return allocation.ptr[0..new_len];
    const new_size, const overflow = @mulWithOverflow(@as(usize, @sizeOf(T)), new_len);
    if (overflow != 0) return null;
    const block: [*]u8 = @ptrCast(@constCast(allocation.ptr));
    const old_size = bytesOf(allocation);
    const alignment: Alignment = comptime .fromByteUnits(info.alignment);
    const moved = self.rawRemap(block[0..old_size], alignment, new_size, 0) orelse return null;
    const items: [*]align(info.alignment) T = @ptrCast(@alignCast(moved));
    return items[0..new_len];
}

/// Changes the length; the values move to new memory where they must. The old slice is dead afterwards.
pub fn realloc(self: Allocator, old: anytype, new_len: usize) Error!Resized(@TypeOf(old)) {
    const info = @typeInfo(@TypeOf(old)).pointer;
    const T = info.child;
    if (old.len == 0) return self.alignedAlloc(T, comptime .fromByteUnits(info.alignment), new_len);
    if (new_len == 0) {
        self.free(old);
        const empty: [*]align(info.alignment) T = @ptrFromInt(nowhere(info.alignment));
        return empty[0..0];
    }
    if (self.remap(old, new_len)) |moved| return moved;

    const new_size, const overflow = @mulWithOverflow(@as(usize, @sizeOf(T)), new_len);
    if (overflow != 0) return error.OutOfMemory;
    const alignment: Alignment = comptime .fromByteUnits(info.alignment);
    const fresh = self.vtable.alloc(self.ptr, new_size, alignment, 0) orelse return error.OutOfMemory;

    // The block moves: first its bytes, then its name, then the old place goes back.
    const block: [*]u8 = @ptrCast(@constCast(old.ptr));
    const old_size = bytesOf(old);
    const own = @vmBlockChecked(self.ptr, self.vtable, block, old_size, info.alignment);
    const kept = @min(old_size, new_size);
    @memcpy(fresh[0..kept], own[0..kept]);
    const moved = @vmBlockResized(block, old_size, fresh, new_size);
    self.vtable.free(self.ptr, own[0..old_size], alignment, 0);
    const items: [*]align(info.alignment) T = @ptrCast(@alignCast(moved));
    return items[0..new_len];
}

/// The slice type that changing the length gives: without a sentinel.
fn Resized(comptime Slice: type) type {
    const info = @typeInfo(Slice).pointer;
    return []align(info.alignment) info.child;
}

// What the calls above share.

/// The size of the values behind a slice or a pointer to an array.
fn bytesOf(memory: anytype) usize {
    const info = @typeInfo(@TypeOf(memory)).pointer;
    return if (info.size == .one) @sizeOf(info.child) else @sizeOf(info.child) * memory.len;
}

/// New memory for `count` values. The machine is told that it is a block now, and for what it was asked.
fn allocBlock(self: Allocator, comptime T: type, count: usize, comptime units: usize) Error![*]u8 {
    const most = comptime std.math.maxInt(usize) / @max(1, @sizeOf(T));
    if (count > most) return error.OutOfMemory;
    const size = count * @sizeOf(T);
    if (size == 0) return @ptrFromInt(nowhere(units));
    const alignment: Alignment = comptime .fromByteUnits(units);
    const memory = self.vtable.alloc(self.ptr, size, alignment, 0) orelse return error.OutOfMemory;
    return @vmBlockBorn(self.ptr, self.vtable, memory, size, units, T, count);
}

/// An address for values without bytes: aligned, but nothing lies there.
fn nowhere(alignment: usize) usize {
    return ~@as(usize, 0) - (alignment - 1);
}

fn unitsOf(comptime T: type, comptime alignment: ?Alignment) comptime_int {
    return if (alignment) |a| a.toByteUnits() else @alignOf(T);
}

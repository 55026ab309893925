//! The interface of all allocators: a pointer to whatever the allocator needs, and a table of four functions.
//! Everything else is written here, once, over these four. Whoever hands out memory through this interface, the machine is
//! told which block was born or died, and by which allocator: that is how a wrong `free` is noticed.

const std = @import("../std.zig");
const mem = std.mem;
const Alignment = mem.Alignment;
const Allocator = @This();

/// The allocator's own state.
ptr: *anyopaque,
/// What it can do.
vtable: *const VTable,

pub const Error = error{OutOfMemory};

pub const VTable = struct {
    /// Hands out `len` bytes, or null when there are none.
    alloc: *const fn (*anyopaque, len: usize, alignment: Alignment, ret_addr: usize) ?[*]u8,
    /// Makes a block longer or shorter where it is; false if that cannot be.
    resize: *const fn (*anyopaque, memory: []u8, alignment: Alignment, new_len: usize, ret_addr: usize) bool,
    /// The same, but the block may move; null if that is not better than a new block and a copy.
    remap: *const fn (*anyopaque, memory: []u8, alignment: Alignment, new_len: usize, ret_addr: usize) ?[*]u8,
    /// Takes a block back.
    free: *const fn (*anyopaque, memory: []u8, alignment: Alignment, ret_addr: usize) void,
};

// For allocators that cannot do more than hand out.

pub fn noResize(_: *anyopaque, _: []u8, _: Alignment, _: usize, _: usize) bool {
    return false;
}

pub fn noRemap(_: *anyopaque, _: []u8, _: Alignment, _: usize, _: usize) ?[*]u8 {
    return null;
}

pub fn noFree(_: *anyopaque, _: []u8, _: Alignment, _: usize) void {}

// One value.

/// Room for one `T`. Its contents are undefined.
pub fn create(self: Allocator, comptime T: type) Error!*T {
    if (@sizeOf(T) == 0) return @ptrFromInt(nowhere(@alignOf(T)));
    const bytes = self.obtain(T, 1, @sizeOf(T), .of(T)) orelse return error.OutOfMemory;
    return @ptrCast(@alignCast(bytes));
}

/// Gives back what `create` handed out.
pub fn destroy(self: Allocator, ptr: anytype) void {
    const T = @typeInfo(@TypeOf(ptr)).pointer.child;
    if (@sizeOf(T) == 0) return;
    const bytes: [*]u8 = @ptrCast(@constCast(ptr));
    self.giveBack(bytes, @sizeOf(T), .of(T));
}

// Many values.

/// Room for `n` values of type `T`. Their contents are undefined.
pub fn alloc(self: Allocator, comptime T: type, n: usize) Error![]T {
    const len = std.math.mul(usize, n, @sizeOf(T)) catch return error.OutOfMemory;
    if (len == 0) return emptySlice(T, n);
    const bytes = self.obtain(T, n, len, .of(T)) orelse return error.OutOfMemory;
    const items: [*]T = @ptrCast(@alignCast(bytes));
    return items[0..n];
}

/// Gives back what `alloc` handed out: the whole of it.
pub fn free(self: Allocator, memory: anytype) void {
    const info = @typeInfo(@TypeOf(memory)).pointer;
    const count = memory.len + @intFromBool(info.sentinel_ptr != null);
    const len = count * @sizeOf(info.child);
    if (len == 0) return;
    const bytes: [*]u8 = @ptrCast(@constCast(memory.ptr));
    self.giveBack(bytes, len, .of(info.child));
}

/// A new block with the same contents.
pub fn dupe(self: Allocator, comptime T: type, items: []const T) Error![]T {
    const copy = try self.alloc(T, items.len);
    @memcpy(copy, items);
    return copy;
}

// The four functions of the table, with the machine told of what happens.

/// Asks the allocator for memory. Allocators that are built upon another one call this.
pub fn rawAlloc(self: Allocator, len: usize, alignment: Alignment, ret_addr: usize) ?[*]u8 {
    _ = ret_addr;
    return self.obtain(u8, len, len, alignment);
}

pub fn rawResize(self: Allocator, memory: []u8, alignment: Alignment, new_len: usize, ret_addr: usize) bool {
    const own = @vmBlockChecked(self.ptr, self.vtable, memory.ptr, memory.len, alignment.toByteUnits());
    if (!self.vtable.resize(self.ptr, own[0..memory.len], alignment, new_len, ret_addr)) return false;
    @vmBlockStretched(memory.ptr, new_len);
    return true;
}

pub fn rawRemap(self: Allocator, memory: []u8, alignment: Alignment, new_len: usize, ret_addr: usize) ?[*]u8 {
    const own = @vmBlockChecked(self.ptr, self.vtable, memory.ptr, memory.len, alignment.toByteUnits());
    const moved = self.vtable.remap(self.ptr, own[0..memory.len], alignment, new_len, ret_addr) orelse return null;
    return @vmBlockResized(memory.ptr, memory.len, moved, new_len);
}

pub fn rawFree(self: Allocator, memory: []u8, alignment: Alignment, ret_addr: usize) void {
    _ = ret_addr;
    self.giveBack(memory.ptr, memory.len, alignment);
}

/// Memory for `count` values of type `T`, as a block that the machine knows.
fn obtain(self: Allocator, comptime T: type, count: usize, len: usize, alignment: Alignment) ?[*]u8 {
    const bytes = self.vtable.alloc(self.ptr, len, alignment, 0) orelse return null;
    return @vmBlockBorn(self.ptr, self.vtable, bytes, len, alignment.toByteUnits(), T, count);
}

/// The end of a block. The allocator gets its own memory back, not the block: nobody may touch that any more.
fn giveBack(self: Allocator, ptr: [*]u8, len: usize, alignment: Alignment) void {
    const own = @vmBlockDies(self.ptr, self.vtable, ptr, len, alignment.toByteUnits());
    self.vtable.free(self.ptr, own[0..len], alignment, 0);
}

/// A slice of values without bytes needs no memory.
fn emptySlice(comptime T: type, n: usize) []T {
    const items: [*]T = @ptrFromInt(nowhere(@alignOf(T)));
    return items[0..n];
}

/// An aligned address at which nothing lives.
fn nowhere(comptime alignment: usize) usize {
    return std.math.maxInt(usize) & ~(alignment - 1);
}

//! Allocators.

const mem = @import("mem.zig");
const Allocator = mem.Allocator;
const Alignment = mem.Alignment;

/// Memory straight from the system: here, from the simulated heap. It keeps no account of what it gave out, so it
/// can only do what it is told: the machine beneath it is what notices a wrong `free`.
pub const page_allocator: Allocator = .{ .ptr = undefined, .vtable = &PageAllocator.vtable };

const PageAllocator = struct {
    const vtable: Allocator.VTable = .{ .alloc = alloc, .resize = resize, .remap = remap, .free = free };

    fn alloc(_: *anyopaque, len: usize, alignment: Alignment, _: usize) ?[*]u8 {
        return @vmPageAlloc(len, alignment.toByteUnits());
    }

    fn resize(_: *anyopaque, memory: []u8, _: Alignment, new_len: usize, _: usize) bool {
        return @vmPageResize(memory.ptr, memory.len, new_len);
    }

    fn remap(_: *anyopaque, memory: []u8, _: Alignment, new_len: usize, _: usize) ?[*]u8 {
        return if (@vmPageResize(memory.ptr, memory.len, new_len)) memory.ptr else null;
    }

    fn free(_: *anyopaque, memory: []u8, _: Alignment, _: usize) void {
        @vmPageFree(memory.ptr, memory.len);
    }
};

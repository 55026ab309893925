//! Cuts memory from a buffer that you give it, from the front to the back. Only the newest piece can be given
//! back or grow; the others stay until `reset`.

const std = @import("../std.zig");
const Alignment = std.mem.Alignment;
const Allocator = std.mem.Allocator;
const FixedBufferAllocator = @This();

buffer: []u8,
/// Everything before this index is taken.
end_index: usize,

pub fn init(buffer: []u8) FixedBufferAllocator {
    return .{ .buffer = buffer, .end_index = 0 };
}

pub fn allocator(self: *FixedBufferAllocator) Allocator {
    return .{
        .ptr = self,
        .vtable = &.{
            .alloc = alloc,
            .resize = resize,
            .remap = remap,
            .free = free,
        },
    };
}

/// All pieces are gone at once, and the buffer is free again.
pub fn reset(self: *FixedBufferAllocator) void {
    @vmBlocksEnd(self.buffer.ptr, self.buffer.len);
    self.end_index = 0;
}

/// Whether the pointer lies in the buffer.
pub fn ownsPtr(self: *FixedBufferAllocator, ptr: [*]u8) bool {
    const address = @intFromPtr(ptr);
    const start = @intFromPtr(self.buffer.ptr);
    return address >= start and address < start + self.buffer.len;
}

/// Whether the slice lies in the buffer.
pub fn ownsSlice(self: *FixedBufferAllocator, slice: []u8) bool {
    const address = @intFromPtr(slice.ptr);
    const start = @intFromPtr(self.buffer.ptr);
    return address >= start and address + slice.len <= start + self.buffer.len;
}

/// Whether this is the newest piece. (An older one that ends at the same index cannot be told apart.)
pub fn isLastAllocation(self: *FixedBufferAllocator, memory: []u8) bool {
    return @intFromPtr(memory.ptr) + memory.len == @intFromPtr(self.buffer.ptr) + self.end_index;
}

fn alloc(context: *anyopaque, len: usize, alignment: Alignment, _: usize) ?[*]u8 {
    const self: *FixedBufferAllocator = @ptrCast(@alignCast(context));
    // Skip bytes until the address is a multiple of the alignment.
    const base = @intFromPtr(self.buffer.ptr);
    const rest = (@as(usize, 1) << @intFromEnum(alignment)) - 1;
    const next = base + self.end_index + rest;
    const start = next - (next & rest) - base;
    const end = start + len;
    if (end > self.buffer.len) return null;
    self.end_index = end;
    return self.buffer.ptr + start;
}

fn resize(context: *anyopaque, memory: []u8, _: Alignment, new_len: usize, _: usize) bool {
    const self: *FixedBufferAllocator = @ptrCast(@alignCast(context));
    if (!self.isLastAllocation(memory)) return new_len <= memory.len;
    const start = self.end_index - memory.len;
    if (start + new_len > self.buffer.len) return false;
    self.end_index = start + new_len;
    return true;
}

fn remap(context: *anyopaque, memory: []u8, alignment: Alignment, new_len: usize, ret_addr: usize) ?[*]u8 {
    return if (resize(context, memory, alignment, new_len, ret_addr)) memory.ptr else null;
}

fn free(context: *anyopaque, memory: []u8, _: Alignment, _: usize) void {
    const self: *FixedBufferAllocator = @ptrCast(@alignCast(context));
    if (self.isLastAllocation(memory)) self.end_index -= memory.len;
}

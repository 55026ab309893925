//! The allocator at the bottom: it asks the machine for pages and gives them back. It keeps no state, so its
//! functions ignore their first parameter.

const std = @import("../std.zig");
const Alignment = std.mem.Alignment;
const Allocator = std.mem.Allocator;

pub const vtable: Allocator.VTable = .{
    .alloc = alloc,
    .resize = resize,
    .remap = remap,
    .free = free,
};

fn alloc(_: *anyopaque, len: usize, alignment: Alignment, _: usize) ?[*]u8 {
    return @vmPageAlloc(len, @as(usize, 1) << @intFromEnum(alignment));
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

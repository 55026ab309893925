//! A fixed buffer first, another allocator when it is full. The buffer is part of the value, so where the value
//! lives on the stack, small requests cost no heap memory.

const std = @import("../std.zig");
const Alignment = std.mem.Alignment;
const Allocator = std.mem.Allocator;
const FixedBufferAllocator = std.heap.FixedBufferAllocator;

pub fn stackFallback(comptime size: usize, fallback_allocator: Allocator) StackFallbackAllocator(size) {
    return .{ .buffer = undefined, .fallback_allocator = fallback_allocator, .fixed_buffer_allocator = undefined };
}

pub fn StackFallbackAllocator(comptime size: usize) type {
    return struct {
        buffer: [size]u8,
        fallback_allocator: Allocator,
        fixed_buffer_allocator: FixedBufferAllocator,
        get_called: bool = false,

        const Self = @This();

        /// The allocator. To be called once, when the value lies where it will stay.
        pub fn get(self: *Self) Allocator {
            std.debug.assert(!self.get_called);
            self.get_called = true;
            self.fixed_buffer_allocator = .init(&self.buffer);
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

        fn fixed(self: *Self) Allocator {
            return self.fixed_buffer_allocator.allocator();
        }

        /// Who the memory came from.
        fn owner(self: *Self, memory: []u8) Allocator {
            const in_buffer = self.fixed_buffer_allocator.ownsPtr(memory.ptr);
            return if (in_buffer) self.fixed() else self.fallback_allocator;
        }

        fn alloc(context: *anyopaque, len: usize, alignment: Alignment, ret_addr: usize) ?[*]u8 {
            const self: *Self = @ptrCast(@alignCast(context));
            return self.fixed().rawAlloc(len, alignment, ret_addr) orelse
                self.fallback_allocator.rawAlloc(len, alignment, ret_addr);
        }

        fn resize(context: *anyopaque, memory: []u8, alignment: Alignment, new_len: usize, ret_addr: usize) bool {
            const self: *Self = @ptrCast(@alignCast(context));
            return self.owner(memory).rawResize(memory, alignment, new_len, ret_addr);
        }

        fn remap(context: *anyopaque, memory: []u8, alignment: Alignment, new_len: usize, ret_addr: usize) ?[*]u8 {
            const self: *Self = @ptrCast(@alignCast(context));
            return self.owner(memory).rawRemap(memory, alignment, new_len, ret_addr);
        }

        fn free(context: *anyopaque, memory: []u8, alignment: Alignment, ret_addr: usize) void {
            const self: *Self = @ptrCast(@alignCast(context));
            self.owner(memory).rawFree(memory, alignment, ret_addr);
        }
    };
}

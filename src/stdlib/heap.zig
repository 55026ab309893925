//! Allocators: where memory comes from. All of them are used through `std.mem.Allocator`.

const std = @import("std.zig");
const Allocator = std.mem.Allocator;

pub const ArenaAllocator = @import("heap/arena_allocator.zig").ArenaAllocator;
pub const FixedBufferAllocator = @import("heap/FixedBufferAllocator.zig");
pub const PageAllocator = @import("heap/PageAllocator.zig");

pub const DebugAllocator = @import("heap/debug_allocator.zig").DebugAllocator;
pub const DebugAllocatorConfig = @import("heap/debug_allocator.zig").Config;
/// The older name of `DebugAllocator`.
pub const GeneralPurposeAllocator = DebugAllocator;
pub const GeneralPurposeAllocatorConfig = DebugAllocatorConfig;

pub const StackFallbackAllocator = @import("heap/stack_fallback.zig").StackFallbackAllocator;
pub const stackFallback = @import("heap/stack_fallback.zig").stackFallback;

pub const MemoryPool = @import("heap/memory_pool.zig").MemoryPool;
pub const MemoryPoolAligned = @import("heap/memory_pool.zig").MemoryPoolAligned;
pub const MemoryPoolExtra = @import("heap/memory_pool.zig").MemoryPoolExtra;
pub const MemoryPoolOptions = @import("heap/memory_pool.zig").Options;

/// Memory straight from the machine.
pub const page_allocator: Allocator = .{
    // It has no state. Something defined stands here all the same: while a register holds an undefined value, the
    // machine looks at it before every use of any register.
    .ptr = @constCast(&PageAllocator.vtable),
    .vtable = &PageAllocator.vtable,
};

/// For programs with threads, which do not exist here: it passes every call on.
pub const ThreadSafeAllocator = struct {
    child_allocator: Allocator,

    pub fn allocator(self: *ThreadSafeAllocator) Allocator {
        return self.child_allocator;
    }
};

// Other allocators of Zig that differ in speed only.

pub const smp_allocator: Allocator = page_allocator;
pub const c_allocator: Allocator = page_allocator;
pub const raw_c_allocator: Allocator = page_allocator;

/// What `deinit` of a checking allocator found: was everything freed?
pub const Check = enum { ok, leak };

/// The size of a page of memory.
pub const page_size_min = 4096;
pub const page_size_max = 4096;

pub fn pageSize() usize {
    return page_size_min;
}

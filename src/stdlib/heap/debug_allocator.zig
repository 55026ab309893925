//! The allocator for development: it counts what it hands out, and `deinit` says whether all of it came back.
//! (Wrong frees never reach it here: the machine stops them first.)

const std = @import("../std.zig");
const Alignment = std.mem.Alignment;
const Allocator = std.mem.Allocator;

pub const Config = struct {
    stack_trace_frames: usize = 6,
    /// Refuse memory above `requested_memory_limit`.
    enable_memory_limit: bool = false,
    safety: bool = true,
    thread_safe: bool = true,
    MutexType: ?type = null,
    never_unmap: bool = false,
    retain_metadata: bool = false,
    /// Print each call.
    verbose_log: bool = false,
    backing_allocator_zeroes: bool = true,
    resize_stack_traces: bool = false,
    canary: usize = 0x9232_a6ff_85dd_10f,
    page_size: usize = 128 * 1024,
};

pub fn DebugAllocator(comptime config: Config) type {
    return struct {
        backing_allocator: Allocator = std.heap.page_allocator,
        /// Bytes that are handed out now.
        total_requested_bytes: if (config.enable_memory_limit) usize else void = if (config.enable_memory_limit) 0 else {},
        requested_memory_limit: if (config.enable_memory_limit) usize else void = if (config.enable_memory_limit) std.math.maxInt(usize) else {},
        /// Pieces that are handed out now.
        live: usize = 0,

        const Self = @This();

        pub const init: Self = .{};

        pub fn allocator(self: *Self) Allocator {
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

        /// The end of the allocator: did everything come back?
        pub fn deinit(self: *Self) std.heap.Check {
            const leaks = self.detectLeaks();
            @vmAllocatorEnds(self, @sizeOf(Self));
            self.* = undefined;
            return if (leaks) .leak else .ok;
        }

        /// Whether something is handed out that did not come back.
        pub fn detectLeaks(self: *Self) bool {
            return self.live > 0;
        }

        // The memory goes straight to and from the table of the backing allocator: what this one hands out is the block.

        fn alloc(context: *anyopaque, len: usize, alignment: Alignment, ret_addr: usize) ?[*]u8 {
            const self: *Self = @ptrCast(@alignCast(context));
            if (config.enable_memory_limit and !self.countBytes(0, len)) return null;
            const memory = self.backing_allocator.vtable.alloc(self.backing_allocator.ptr, len, alignment, ret_addr) orelse {
                if (config.enable_memory_limit) _ = self.countBytes(len, 0);
                return null;
            };
            self.live += 1;
            if (config.verbose_log) std.log.info("small alloc {d} bytes at 0x{x}", .{ len, @intFromPtr(memory) });
            return memory;
        }

        fn resize(context: *anyopaque, memory: []u8, alignment: Alignment, new_len: usize, ret_addr: usize) bool {
            const self: *Self = @ptrCast(@alignCast(context));
            if (drawer(memory.len) != drawer(new_len)) return false;
            if (!self.countBytes(memory.len, new_len)) return false;
            if (self.backing_allocator.vtable.resize(self.backing_allocator.ptr, memory, alignment, new_len, ret_addr)) return true;
            _ = self.countBytes(new_len, memory.len);
            return false;
        }

        fn remap(context: *anyopaque, memory: []u8, alignment: Alignment, new_len: usize, ret_addr: usize) ?[*]u8 {
            const self: *Self = @ptrCast(@alignCast(context));
            if (drawer(memory.len) != drawer(new_len)) return null;
            if (!self.countBytes(memory.len, new_len)) return null;
            if (self.backing_allocator.vtable.remap(self.backing_allocator.ptr, memory, alignment, new_len, ret_addr)) |moved| return moved;
            _ = self.countBytes(new_len, memory.len);
            return null;
        }

        fn free(context: *anyopaque, memory: []u8, alignment: Alignment, ret_addr: usize) void {
            const self: *Self = @ptrCast(@alignCast(context));
            self.backing_allocator.vtable.free(self.backing_allocator.ptr, memory, alignment, ret_addr);
            if (config.enable_memory_limit) _ = self.countBytes(memory.len, 0);
            self.live -= 1;
            if (config.verbose_log) std.log.info("small free {d} bytes at 0x{x}", .{ memory.len, @intFromPtr(memory.ptr) });
        }

        /// Pieces of a similar length are kept together, up to each power of two, and stay in their drawer; long ones
        /// share the last.
        fn drawer(len: usize) usize {
            const last = 17;
            return if (len > 1 << (last - 1)) last else 64 - @clz(len -| 1);
        }

        /// Keeps the total; false where it would go above the limit.
        fn countBytes(self: *Self, old_len: usize, new_len: usize) bool {
            if (config.enable_memory_limit) {
                const total = self.total_requested_bytes - old_len + new_len;
                if (new_len > old_len and total > self.requested_memory_limit) return false;
                self.total_requested_bytes = total;
            }
            return true;
        }
    };
}

//! An allocator that passes on what it is asked for, until the n-th call: that one fails, and all after it.

const std = @import("../std.zig");
const Alignment = std.mem.Alignment;
const Allocator = std.mem.Allocator;
const FailingAllocator = @This();

internal_allocator: Allocator,
/// How many calls of `alloc` there were.
alloc_index: usize,
/// How many calls of `resize` and `remap` there were.
resize_index: usize,
allocated_bytes: usize,
freed_bytes: usize,
allocations: usize,
deallocations: usize,
has_induced_failure: bool,
fail_index: usize,
resize_fail_index: usize,

pub const Config = struct {
    /// The number of the first call of `alloc` that fails, from 0.
    fail_index: usize = std.math.maxInt(usize),
    resize_fail_index: usize = std.math.maxInt(usize),
};

pub fn init(internal_allocator: Allocator, config: Config) FailingAllocator {
    return .{
        .internal_allocator = internal_allocator,
        .alloc_index = 0,
        .resize_index = 0,
        .allocated_bytes = 0,
        .freed_bytes = 0,
        .allocations = 0,
        .deallocations = 0,
        .has_induced_failure = false,
        .fail_index = config.fail_index,
        .resize_fail_index = config.resize_fail_index,
    };
}

pub fn allocator(self: *FailingAllocator) Allocator {
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

fn alloc(context: *anyopaque, len: usize, alignment: Alignment, ret_addr: usize) ?[*]u8 {
    const self: *FailingAllocator = @ptrCast(@alignCast(context));
    if (self.alloc_index == self.fail_index) {
        self.has_induced_failure = true;
        return null;
    }
    const memory = self.internal_allocator.rawAlloc(len, alignment, ret_addr) orelse return null;
    self.allocated_bytes += len;
    self.allocations += 1;
    self.alloc_index += 1;
    return memory;
}

fn resize(context: *anyopaque, memory: []u8, alignment: Alignment, new_len: usize, ret_addr: usize) bool {
    const self: *FailingAllocator = @ptrCast(@alignCast(context));
    if (self.resize_index == self.resize_fail_index) return false;
    if (!self.internal_allocator.rawResize(memory, alignment, new_len, ret_addr)) return false;
    self.count(memory.len, new_len);
    return true;
}

fn remap(context: *anyopaque, memory: []u8, alignment: Alignment, new_len: usize, ret_addr: usize) ?[*]u8 {
    const self: *FailingAllocator = @ptrCast(@alignCast(context));
    if (self.resize_index == self.resize_fail_index) return null;
    const moved = self.internal_allocator.rawRemap(memory, alignment, new_len, ret_addr) orelse return null;
    self.count(memory.len, new_len);
    return moved;
}

fn count(self: *FailingAllocator, old_len: usize, new_len: usize) void {
    if (new_len < old_len) {
        self.freed_bytes += old_len - new_len;
    } else {
        self.allocated_bytes += new_len - old_len;
    }
    self.resize_index += 1;
}

fn free(context: *anyopaque, memory: []u8, alignment: Alignment, ret_addr: usize) void {
    const self: *FailingAllocator = @ptrCast(@alignCast(context));
    self.internal_allocator.rawFree(memory, alignment, ret_addr);
    self.deallocations += 1;
    self.freed_bytes += memory.len;
}

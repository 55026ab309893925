//! The arena: many small pieces, one end. It takes large chunks from another allocator, cuts pieces from the
//! newest chunk, and gives all chunks back in `deinit`.

const std = @import("../std.zig");
const Alignment = std.mem.Alignment;
const Allocator = std.mem.Allocator;

pub const ArenaAllocator = struct {
    child_allocator: Allocator,
    state: State,

    /// What the arena has. It can be kept without the allocator and joined with one again by `promote`.
    pub const State = struct {
        /// The newest chunk; each chunk knows the one before it.
        newest: ?*Chunk = null,
        /// So many bytes of the newest chunk are taken, its head among them.
        end_index: usize = 0,

        pub fn promote(self: State, child_allocator: Allocator) ArenaAllocator {
            return .{ .child_allocator = child_allocator, .state = self };
        }
    };

    /// The head of a chunk. The pieces follow behind it in the same memory.
    const Chunk = struct {
        older: ?*Chunk,
        /// The whole chunk, this head included.
        len: usize,

        fn bytes(self: *Chunk) []align(@alignOf(Chunk)) u8 {
            const start: [*]align(@alignOf(Chunk)) u8 = @ptrCast(self);
            return start[0..self.len];
        }

        /// What pieces can be cut from.
        fn space(self: *Chunk) []u8 {
            return self.bytes()[@sizeOf(Chunk)..];
        }
    };

    pub const ResetMode = union(enum) {
        /// Give all chunks back.
        free_all,
        /// Keep as much memory as the arena has now, in one chunk.
        retain_capacity,
        /// Keep at most so many bytes.
        retain_with_limit: usize,
    };

    pub fn init(child_allocator: Allocator) ArenaAllocator {
        return .{ .child_allocator = child_allocator, .state = .{} };
    }

    pub fn allocator(self: *ArenaAllocator) Allocator {
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

    /// Gives all chunks back. Every piece is dead from here on.
    pub fn deinit(self: ArenaAllocator) void {
        var next = self.state.newest;
        while (next) |chunk| {
            next = chunk.older;
            @vmAllocatorEnds(chunk, chunk.len);
            self.child_allocator.free(chunk.bytes());
        }
    }

    /// So many bytes can be handed out without asking the child allocator, or have been.
    pub fn queryCapacity(self: ArenaAllocator) usize {
        var total: usize = 0;
        var next = self.state.newest;
        while (next) |chunk| : (next = chunk.older) {
            total += chunk.space().len;
        }
        return total;
    }

    /// Ends all pieces, but may keep memory for new ones. False: less was kept than was asked for.
    pub fn reset(self: *ArenaAllocator, mode: ResetMode) bool {
        const wanted = switch (mode) {
            .free_all => 0,
            .retain_capacity => self.queryCapacity(),
            .retain_with_limit => |limit| @min(limit, self.queryCapacity()),
        };
        if (wanted == 0) {
            self.deinit();
            self.state = .{};
            return true;
        }
        const oldest = self.freeAllButOldest();
        self.state.end_index = @sizeOf(Chunk);
        @vmBlocksEnd(oldest.space().ptr, oldest.space().len);
        if (oldest.space().len == wanted or self.stretch(oldest, wanted)) return true;

        // The new chunk comes before the old one goes: the arena never has less than it had.
        if (self.addChunk(wanted) == null) return false;
        self.state.newest.?.older = null;
        @vmAllocatorEnds(oldest, oldest.len);
        self.child_allocator.free(oldest.bytes());
        return true;
    }

    /// Gives the chunks back that came after the first one. There must be a first one.
    fn freeAllButOldest(self: *ArenaAllocator) *Chunk {
        var chunk = self.state.newest.?;
        while (chunk.older) |older| {
            @vmAllocatorEnds(chunk, chunk.len);
            self.child_allocator.free(chunk.bytes());
            chunk = older;
        }
        self.state.newest = chunk;
        return chunk;
    }

    /// Asks the child allocator to change the length of a chunk where it lies, to room for so many bytes.
    fn stretch(self: *ArenaAllocator, chunk: *Chunk, space: usize) bool {
        const len = @sizeOf(Chunk) + space;
        if (!self.child_allocator.rawResize(chunk.bytes(), .of(Chunk), len, 0)) return false;
        chunk.len = len;
        return true;
    }

    /// A new chunk with room for so many bytes.
    fn addChunk(self: *ArenaAllocator, space: usize) ?*Chunk {
        const len = @sizeOf(Chunk) + space;
        const memory = self.child_allocator.alignedAlloc(u8, .of(Chunk), len) catch return null;
        const chunk: *Chunk = @ptrCast(memory.ptr);
        chunk.* = .{ .older = self.state.newest, .len = len };
        self.state = .{ .newest = chunk, .end_index = @sizeOf(Chunk) };
        return chunk;
    }

    fn alloc(context: *anyopaque, len: usize, alignment: Alignment, _: usize) ?[*]u8 {
        const self: *ArenaAllocator = @ptrCast(@alignCast(context));
        const chunk = self.state.newest orelse return self.allocInNew(0, len, alignment);
        // Skip bytes until the address is a multiple of the alignment.
        const base = @intFromPtr(chunk);
        const rest = (@as(usize, 1) << @intFromEnum(alignment)) - 1;
        const next = base + self.state.end_index + rest;
        const start = next - (next & rest) - base;
        const end = start + len;
        if (end > chunk.len and !self.stretch(chunk, end - @sizeOf(Chunk))) {
            return self.allocInNew(chunk.space().len, len, alignment);
        }
        self.state.end_index = end;
        return @as([*]u8, @ptrCast(chunk)) + start;
    }

    /// The first piece of a new chunk. Each chunk is half as long again as the room of the one `before` and the new piece
    /// together, so there are few of them.
    fn allocInNew(self: *ArenaAllocator, before: usize, len: usize, alignment: Alignment) ?[*]u8 {
        const needed = before + len + alignment.toByteUnits() + 2 * @sizeOf(Chunk);
        const chunk = self.addChunk(needed + needed / 2 - @sizeOf(Chunk)) orelse return null;
        const space = chunk.space();
        const address = @intFromPtr(space.ptr);
        const skipped = alignment.forward(address) - address;
        self.state.end_index += skipped + len;
        return space.ptr + skipped;
    }

    /// Whether this is the newest piece of the newest chunk: the only one that can grow.
    fn isNewest(self: *ArenaAllocator, memory: []u8) bool {
        const chunk = self.state.newest orelse return false;
        return @intFromPtr(memory.ptr) + memory.len == @intFromPtr(chunk) + self.state.end_index;
    }

    fn resize(context: *anyopaque, memory: []u8, _: Alignment, new_len: usize, _: usize) bool {
        const self: *ArenaAllocator = @ptrCast(@alignCast(context));
        if (!self.isNewest(memory)) return new_len <= memory.len;
        const start = self.state.end_index - memory.len;
        if (start + new_len > self.state.newest.?.len) return false;
        self.state.end_index = start + new_len;
        return true;
    }

    fn remap(context: *anyopaque, memory: []u8, alignment: Alignment, new_len: usize, ret_addr: usize) ?[*]u8 {
        return if (resize(context, memory, alignment, new_len, ret_addr)) memory.ptr else null;
    }

    /// Only the newest piece really comes back; the others wait for `deinit`.
    fn free(context: *anyopaque, memory: []u8, _: Alignment, _: usize) void {
        const self: *ArenaAllocator = @ptrCast(@alignCast(context));
        const chunk = self.state.newest orelse return;
        const end_index = self.state.end_index;
        const end = @intFromPtr(chunk) + end_index;
        if (@intFromPtr(memory.ptr) + memory.len == end) self.state.end_index = end_index - memory.len;
    }
};

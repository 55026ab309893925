//! Many values of one type: freed ones wait in a list and are handed out again, so nearly every `create` and
//! `destroy` is a few instructions. The memory itself comes from an arena and goes back with the whole pool.

const std = @import("../std.zig");
const Alignment = std.mem.Alignment;
const Allocator = std.mem.Allocator;
const ArenaAllocator = std.heap.ArenaAllocator;

pub fn MemoryPool(comptime Item: type) type {
    return MemoryPoolAligned(Item, .of(Item));
}

pub fn MemoryPoolAligned(comptime Item: type, comptime alignment: Alignment) type {
    return MemoryPoolExtra(Item, .{ .alignment = alignment });
}

pub const Options = struct {
    alignment: ?Alignment = null,
    /// False: `create` fails when the preheated items are used up.
    growable: bool = true,
};

pub fn MemoryPoolExtra(comptime Item: type, comptime options: Options) type {
    return struct {
        arena: ArenaAllocator,
        free_list: ?*Node,

        const Self = @This();

        /// What lies in an item that waits.
        const Node = struct { next: ?*align(alignment.toByteUnits()) @This() };

        const alignment: Alignment = Alignment.of(*anyopaque).max(options.alignment orelse .of(Item));
        pub const item_size = @max(@sizeOf(Node), @sizeOf(Item));
        pub const item_alignment: Alignment = alignment;
        const ItemPtr = *align(alignment.toByteUnits()) Item;

        pub fn init(allocator: Allocator) Self {
            return .{ .arena = .init(allocator), .free_list = null };
        }

        /// A pool with so many items ready.
        pub fn initPreheated(allocator: Allocator, initial_size: usize) Allocator.Error!Self {
            var pool = init(allocator);
            errdefer pool.deinit();
            try pool.preheat(initial_size);
            return pool;
        }

        /// The end of all items.
        pub fn deinit(self: *Self) void {
            self.arena.deinit();
            @vmAllocatorEnds(self, @sizeOf(Self));
            self.* = undefined;
        }

        pub fn preheat(self: *Self, size: usize) Allocator.Error!void {
            for (0..size) |_| {
                self.putBack(try self.allocItem());
            }
        }

        /// All items end; the memory may stay for new ones.
        pub fn reset(self: *Self, mode: ArenaAllocator.ResetMode) bool {
            self.free_list = null;
            return self.arena.reset(mode);
        }

        /// An item, not initialised.
        pub fn create(self: *Self) Allocator.Error!ItemPtr {
            const memory: [*]align(alignment.toByteUnits()) u8 = if (self.free_list) |node| blk: {
                self.free_list = node.next;
                break :blk @ptrCast(node);
            } else if (options.growable)
                try self.allocItem()
            else
                return error.OutOfMemory;
            const block = @vmBlockBorn(self, self, memory, item_size, alignment.toByteUnits(), Item, 1);
            return @ptrCast(@alignCast(block));
        }

        /// The item waits to be handed out again. It must not be used any more.
        pub fn destroy(self: *Self, ptr: ItemPtr) void {
            const memory = @vmBlockDies(self, self, @as([*]u8, @ptrCast(ptr)), item_size, alignment.toByteUnits());
            self.putBack(@alignCast(memory));
        }

        fn putBack(self: *Self, memory: [*]align(alignment.toByteUnits()) u8) void {
            const node: *Node = @ptrCast(memory);
            node.* = .{ .next = self.free_list };
            self.free_list = node;
        }

        fn allocItem(self: *Self) Allocator.Error![*]align(alignment.toByteUnits()) u8 {
            const memory = self.arena.allocator().rawAlloc(item_size, alignment, 0) orelse return error.OutOfMemory;
            return @alignCast(memory);
        }
    };
}

//! The standard library of undefer, written in the language itself so that you can step into it and read it.
//! It offers the part of Zig's library that programs about memory use, under the same names.

pub const array_hash_map = @import("array_hash_map.zig");
pub const array_list = @import("array_list.zig");
pub const Io = @import("Io.zig");
pub const ascii = @import("ascii.zig");
pub const bit_set = @import("bit_set.zig");
pub const builtin = @import("builtin.zig");
pub const debug = @import("debug.zig");
pub const enums = @import("enums.zig");
pub const fmt = @import("fmt.zig");
pub const fs = @import("fs.zig");
pub const hash = @import("hash.zig");
pub const hash_map = @import("hash_map.zig");
pub const heap = @import("heap.zig");
/// The older name of `Io`.
pub const io = Io;
pub const log = @import("log.zig");
pub const math = @import("math.zig");
pub const mem = @import("mem.zig");
pub const meta = @import("meta.zig");
pub const process = @import("process.zig");
pub const sort = @import("sort.zig");
pub const testing = @import("testing.zig");
pub const time = @import("time.zig");
pub const unicode = @import("unicode.zig");

pub const BufMap = @import("buf_map.zig").BufMap;
pub const BufSet = @import("buf_set.zig").BufSet;
pub const MultiArrayList = @import("multi_array_list.zig").MultiArrayList;
pub const PriorityDequeue = @import("priority_dequeue.zig").PriorityDequeue;
pub const SegmentedList = @import("segmented_list.zig").SegmentedList;
pub const DoublyLinkedList = @import("DoublyLinkedList.zig");
pub const PriorityQueue = @import("priority_queue.zig").PriorityQueue;
pub const DynamicBitSet = bit_set.DynamicBitSet;
pub const DynamicBitSetUnmanaged = bit_set.DynamicBitSetUnmanaged;
pub const Random = @import("Random.zig");
pub const SinglyLinkedList = @import("SinglyLinkedList.zig");
pub const StaticBitSet = bit_set.StaticBitSet;
pub const static_string_map = @import("static_string_map.zig");
pub const StaticStringMap = static_string_map.StaticStringMap;
pub const StaticStringMapWithEql = static_string_map.StaticStringMapWithEql;

pub const EnumArray = enums.EnumArray;
pub const EnumMap = enums.EnumMap;
pub const EnumSet = enums.EnumSet;

/// A list that grows; every call that may allocate is given the allocator.
pub fn ArrayList(comptime T: type) type {
    return array_list.Aligned(T, null);
}

/// The older name of `ArrayList`.
pub fn ArrayListUnmanaged(comptime T: type) type {
    return array_list.Aligned(T, null);
}

/// A list whose memory has a stricter alignment than its elements ask for.
pub fn ArrayListAligned(comptime T: type, comptime alignment: ?mem.Alignment) type {
    return array_list.Aligned(T, alignment);
}

/// The older name of `ArrayListAligned`.
pub fn ArrayListAlignedUnmanaged(comptime T: type, comptime alignment: ?mem.Alignment) type {
    return array_list.Aligned(T, alignment);
}

/// A map whose keys are compared as a whole: numbers, enums, structs of these.
pub fn AutoHashMap(comptime K: type, comptime V: type) type {
    return HashMap(K, V, hash_map.AutoContext(K), hash_map.default_max_load_percentage);
}

pub fn AutoHashMapUnmanaged(comptime K: type, comptime V: type) type {
    return HashMapUnmanaged(K, V, hash_map.AutoContext(K), hash_map.default_max_load_percentage);
}

/// A map whose keys are texts. The map keeps the slices, not the texts: these must live as long as the map.
pub fn StringHashMap(comptime V: type) type {
    return HashMap([]const u8, V, hash_map.StringContext, hash_map.default_max_load_percentage);
}

pub fn StringHashMapUnmanaged(comptime V: type) type {
    return HashMapUnmanaged([]const u8, V, hash_map.StringContext, hash_map.default_max_load_percentage);
}

pub const HashMap = hash_map.HashMap;
pub const HashMapUnmanaged = hash_map.HashMapUnmanaged;

/// A map that keeps its pairs in the order in which they came.
pub fn AutoArrayHashMap(comptime K: type, comptime V: type) type {
    return ArrayHashMap(K, V, array_hash_map.AutoContext(K), false);
}

pub fn AutoArrayHashMapUnmanaged(comptime K: type, comptime V: type) type {
    return ArrayHashMapUnmanaged(K, V, array_hash_map.AutoContext(K), false);
}

pub fn StringArrayHashMap(comptime V: type) type {
    return ArrayHashMap([]const u8, V, array_hash_map.StringContext, true);
}

pub fn StringArrayHashMapUnmanaged(comptime V: type) type {
    return ArrayHashMapUnmanaged([]const u8, V, array_hash_map.StringContext, true);
}

pub const ArrayHashMap = array_hash_map.ArrayHashMap;
pub const ArrayHashMapUnmanaged = array_hash_map.ArrayHashMapUnmanaged;

/// What a program may choose for the library, in a declaration `pub const std_options: std.Options = .{ ... };`.
pub const Options = struct {
    /// Messages of less importance are left out.
    log_level: log.Level = .debug,
    /// Where messages go.
    logFn: fn (
        comptime message_level: log.Level,
        comptime scope: @Type(.enum_literal),
        comptime format: []const u8,
        args: anytype,
    ) void = log.defaultLog,
};

const root = @import("root");

/// What this program has chosen.
pub const options: Options = if (@hasDecl(root, "std_options")) root.std_options else .{};

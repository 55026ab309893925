//! Sets, arrays and maps that are indexed by the members of an enum.

const std = @import("std.zig");

/// The members in order of declaration.
pub fn values(comptime E: type) []const E {
    return comptime std.meta.tags(E);
}

/// The name of a member; null for a number that is none.
pub fn tagName(comptime E: type, e: E) ?[:0]const u8 {
    inline for (@typeInfo(E).@"enum".fields) |field| {
        if (@intFromEnum(e) == field.value) return field.name;
    }
    return null;
}

/// The member with this number.
pub fn fromInt(comptime E: type, integer: anytype) ?E {
    inline for (@typeInfo(E).@"enum".fields) |field| {
        if (integer == field.value) return @field(E, field.name);
    }
    return null;
}

/// Where a member stands in the order of declaration.
fn indexOf(comptime E: type, e: E) usize {
    inline for (@typeInfo(E).@"enum".fields, 0..) |field, i| {
        if (@intFromEnum(e) == field.value) return i;
    }
    unreachable;
}

fn countOf(comptime E: type) usize {
    return @typeInfo(E).@"enum".fields.len;
}

/// A set of members.
pub fn EnumSet(comptime E: type) type {
    return struct {
        present: [countOf(E)]bool = [_]bool{false} ** countOf(E),

        const Self = @This();
        pub const Key = E;
        pub const len = countOf(E);

        /// From a struct with a bool for each member; what is left out is no member.
        pub fn init(init_values: EnumFieldStruct(E, bool, false)) Self {
            var self: Self = .{};
            inline for (@typeInfo(E).@"enum".fields) |field| {
                self.setPresent(@field(E, field.name), @field(init_values, field.name));
            }
            return self;
        }

        pub fn initEmpty() Self {
            return .{};
        }

        pub fn initFull() Self {
            return .{ .present = [_]bool{true} ** countOf(E) };
        }

        pub fn initMany(keys: []const E) Self {
            var self: Self = .{};
            for (keys) |key| self.insert(key);
            return self;
        }

        pub fn initOne(key: E) Self {
            return initMany(&.{key});
        }

        pub fn count(self: Self) usize {
            var n: usize = 0;
            for (self.present) |is_present| n += @intFromBool(is_present);
            return n;
        }

        pub fn contains(self: Self, key: E) bool {
            return self.present[indexOf(E, key)];
        }

        pub fn insert(self: *Self, key: E) void {
            self.setPresent(key, true);
        }

        pub fn remove(self: *Self, key: E) void {
            self.setPresent(key, false);
        }

        pub fn setPresent(self: *Self, key: E, is_present: bool) void {
            self.present[indexOf(E, key)] = is_present;
        }

        pub fn toggle(self: *Self, key: E) void {
            self.setPresent(key, !self.contains(key));
        }

        pub fn toggleAll(self: *Self) void {
            for (&self.present) |*is_present| is_present.* = !is_present.*;
        }

        pub fn setUnion(self: *Self, other: Self) void {
            for (&self.present, other.present) |*a, b| a.* = a.* or b;
        }

        pub fn setIntersection(self: *Self, other: Self) void {
            for (&self.present, other.present) |*a, b| a.* = a.* and b;
        }

        pub fn toggleSet(self: *Self, other: Self) void {
            for (&self.present, other.present) |*a, b| a.* = a.* != b;
        }

        /// What is in one of the two sets only.
        pub fn xorWith(self: Self, other: Self) Self {
            var result = self;
            result.toggleSet(other);
            return result;
        }

        pub fn unionWith(self: Self, other: Self) Self {
            var result = self;
            result.setUnion(other);
            return result;
        }

        pub fn intersectWith(self: Self, other: Self) Self {
            var result = self;
            result.setIntersection(other);
            return result;
        }

        pub fn differenceWith(self: Self, other: Self) Self {
            var result = self;
            for (&result.present, other.present) |*a, b| a.* = a.* and !b;
            return result;
        }

        pub fn complement(self: Self) Self {
            var result = self;
            result.toggleAll();
            return result;
        }

        pub fn eql(self: Self, other: Self) bool {
            return std.mem.eql(bool, &self.present, &other.present);
        }

        pub fn subsetOf(self: Self, other: Self) bool {
            for (self.present, other.present) |a, b| if (a and !b) return false;
            return true;
        }

        pub fn supersetOf(self: Self, other: Self) bool {
            return other.subsetOf(self);
        }

        pub const Iterator = struct {
            set: *const Self,
            index: usize = 0,

            pub fn next(it: *Iterator) ?E {
                while (it.index < len) {
                    it.index += 1;
                    if (it.set.present[it.index - 1]) return values(E)[it.index - 1];
                }
                return null;
            }
        };

        pub fn iterator(self: *const Self) Iterator {
            return .{ .set = self };
        }
    };
}

/// A value for each member.
pub fn EnumArray(comptime E: type, comptime V: type) type {
    return struct {
        values: [countOf(E)]V,

        const Self = @This();
        pub const Key = E;
        pub const Value = V;
        pub const len = countOf(E);

        /// From a struct with a value for each member.
        pub fn init(init_values: EnumFieldStruct(E, V, null)) Self {
            var self: Self = .{ .values = undefined };
            inline for (@typeInfo(E).@"enum".fields, 0..) |field, i| {
                self.values[i] = @field(init_values, field.name);
            }
            return self;
        }

        pub fn initFill(v: V) Self {
            return .{ .values = [_]V{v} ** len };
        }

        pub fn initUndefined() Self {
            return .{ .values = undefined };
        }

        /// From a struct; the members that it leaves out have the default.
        pub fn initDefault(comptime default: ?V, init_values: EnumFieldStruct(E, V, default)) Self {
            var self: Self = .{ .values = undefined };
            inline for (@typeInfo(E).@"enum".fields, 0..) |field, i| {
                self.values[i] = @field(init_values, field.name);
            }
            return self;
        }

        pub fn get(self: Self, key: E) V {
            return self.values[indexOf(E, key)];
        }

        pub fn getPtr(self: *Self, key: E) *V {
            return &self.values[indexOf(E, key)];
        }

        pub fn getPtrConst(self: *const Self, key: E) *const V {
            return &self.values[indexOf(E, key)];
        }

        pub fn set(self: *Self, key: E, value: V) void {
            self.values[indexOf(E, key)] = value;
        }

        pub const Entry = struct { key: E, value: *V };

        pub const Iterator = struct {
            array: *Self,
            index: usize = 0,

            pub fn next(it: *Iterator) ?Entry {
                if (it.index >= len) return null;
                defer it.index += 1;
                return .{ .key = values_of()[it.index], .value = &it.array.values[it.index] };
            }
        };

        fn values_of() []const E {
            return comptime std.meta.tags(E);
        }

        pub fn iterator(self: *Self) Iterator {
            return .{ .array = self };
        }
    };
}

/// A value for some of the members.
pub fn EnumMap(comptime E: type, comptime V: type) type {
    return struct {
        present: EnumSet(E) = .{},
        values: [countOf(E)]V = undefined,

        const Self = @This();
        pub const Key = E;
        pub const Value = V;
        pub const len = countOf(E);

        /// From a struct with values for some of the members.
        pub fn init(init_values: EnumFieldStruct(E, ?V, @as(?V, null))) Self {
            var self: Self = .{};
            inline for (@typeInfo(E).@"enum".fields) |field| {
                if (@field(init_values, field.name)) |value| self.put(@field(E, field.name), value);
            }
            return self;
        }

        pub fn count(self: Self) usize {
            return self.present.count();
        }

        pub fn contains(self: Self, key: E) bool {
            return self.present.contains(key);
        }

        pub fn get(self: Self, key: E) ?V {
            return if (self.contains(key)) self.values[indexOf(E, key)] else null;
        }

        pub fn getAssertContains(self: Self, key: E) V {
            return self.get(key).?;
        }

        pub fn getPtr(self: *Self, key: E) ?*V {
            return if (self.contains(key)) &self.values[indexOf(E, key)] else null;
        }

        pub fn put(self: *Self, key: E, value: V) void {
            self.present.insert(key);
            self.values[indexOf(E, key)] = value;
        }

        pub fn remove(self: *Self, key: E) void {
            self.present.remove(key);
            self.values[indexOf(E, key)] = undefined;
        }

        /// A map with this value for every member.
        pub fn initFull(value: V) Self {
            return .{ .present = .initFull(), .values = [_]V{value} ** len };
        }

        pub fn getPtrConst(self: *const Self, key: E) ?*const V {
            return if (self.contains(key)) &self.values[indexOf(E, key)] else null;
        }

        pub fn getPtrAssertContains(self: *Self, key: E) *V {
            return self.getPtr(key).?;
        }

        /// Puts a value; gives the one that the member had before.
        pub fn fetchPut(self: *Self, key: E, value: V) ?V {
            const before = self.get(key);
            self.put(key, value);
            return before;
        }

        pub fn fetchRemove(self: *Self, key: E) ?V {
            const value = self.get(key);
            self.remove(key);
            return value;
        }

        pub const Entry = struct { key: E, value: *V };

        pub const Iterator = struct {
            map: *Self,
            keys: EnumSet(E).Iterator,

            pub fn next(it: *Iterator) ?Entry {
                const key = it.keys.next() orelse return null;
                return .{ .key = key, .value = it.map.getPtr(key).? };
            }
        };

        pub fn iterator(self: *Self) Iterator {
            return .{ .map = self, .keys = self.present.iterator() };
        }
    };
}

/// An array that is indexed by the numbers of the members; from a struct with a value for each.
pub fn directEnumArray(
    comptime E: type,
    comptime Data: type,
    comptime max_unused_slots: comptime_int,
    init_values: EnumFieldStruct(E, Data, null),
) [directEnumArrayLen(E, max_unused_slots)]Data {
    return directEnumArrayDefault(E, Data, null, max_unused_slots, init_values);
}

/// The same with a value for members that are left out.
pub fn directEnumArrayDefault(
    comptime E: type,
    comptime Data: type,
    comptime default: ?Data,
    comptime max_unused_slots: comptime_int,
    init_values: EnumFieldStruct(E, Data, default),
) [directEnumArrayLen(E, max_unused_slots)]Data {
    var result: [directEnumArrayLen(E, max_unused_slots)]Data = if (default) |d| @splat(d) else undefined;
    inline for (@typeInfo(E).@"enum".fields) |field| {
        result[field.value] = @field(init_values, field.name);
    }
    return result;
}

pub fn directEnumArrayLen(comptime E: type, comptime max_unused_slots: comptime_int) comptime_int {
    var largest = -1;
    for (@typeInfo(E).@"enum".fields) |field| largest = @max(largest, field.value);
    const unused = largest + 1 - @typeInfo(E).@"enum".fields.len;
    if (unused > max_unused_slots) @compileError("too many unused slots in an array for " ++ @typeName(E));
    return largest + 1;
}

/// A struct with a field for each member of an enum.
pub fn EnumFieldStruct(comptime E: type, comptime Data: type, comptime field_default: ?Data) type {
    return if (field_default) |default|
        @vmStructType(std.meta.fieldNames(E), Data, default)
    else
        @vmStructType(std.meta.fieldNames(E), Data);
}

//! Questions about types that `@typeInfo` answers in a roundabout way.

const std = @import("std.zig");
const mem = std.mem;
const Type = std.builtin.Type;

/// The integer type with this signedness and width.
pub fn Int(comptime signedness: std.builtin.Signedness, comptime bit_count: u16) type {
    return @vmIntType(signedness == .signed, bit_count);
}

/// What the type is made around: the element of an array or slice, the target of a pointer, the payload of an optional.
pub fn Child(comptime T: type) type {
    return switch (@typeInfo(T)) {
        .array => |info| info.child,
        .pointer => |info| info.child,
        .optional => |info| info.child,
        else => @compileError("Expected pointer, optional, array or vector type, found '" ++ @typeName(T) ++ "'"),
    };
}

/// The element type of an array, slice, many-item pointer or pointer to an array.
pub fn Elem(comptime T: type) type {
    switch (@typeInfo(T)) {
        .array => |info| return info.child,
        .pointer => |info| switch (info.size) {
            .one => return Elem(info.child),
            else => return info.child,
        },
        .optional => |info| return Elem(info.child),
        else => @compileError("Expected pointer, slice, array or vector type, found '" ++ @typeName(T) ++ "'"),
    }
}

/// The enum of a tagged union, or the integer of an enum.
pub fn Tag(comptime T: type) type {
    return switch (@typeInfo(T)) {
        .@"enum" => |info| info.tag_type,
        .@"union" => |info| info.tag_type orelse @compileError(@typeName(T) ++ " has no tag type"),
        else => @compileError("expected enum or union type, found '" ++ @typeName(T) ++ "'"),
    };
}

/// Which field of a tagged union is active.
pub fn activeTag(u: anytype) Tag(@TypeOf(u)) {
    return @as(Tag(@TypeOf(u)), u);
}

/// The type of one field of a tagged union.
pub fn TagPayload(comptime U: type, comptime tag: Tag(U)) type {
    return @FieldType(U, @tagName(tag));
}

/// The fields of a struct, union, enum or error set.
pub fn fields(comptime T: type) switch (@typeInfo(T)) {
    .@"struct" => []const Type.StructField,
    .@"union" => []const Type.UnionField,
    .@"enum" => []const Type.EnumField,
    .error_set => []const Type.Error,
    else => @compileError("Expected struct, union, error set or enum type, found '" ++ @typeName(T) ++ "'"),
} {
    return switch (@typeInfo(T)) {
        .@"struct" => |info| info.fields,
        .@"union" => |info| info.fields,
        .@"enum" => |info| info.fields,
        .error_set => |errors| errors.?,
        else => unreachable,
    };
}

/// The names of the fields.
pub fn fieldNames(comptime T: type) *const [fields(T).len][:0]const u8 {
    return comptime blk: {
        const infos = fields(T);
        var names: [infos.len][:0]const u8 = undefined;
        for (infos, 0..) |info, i| names[i] = info.name;
        const final = names;
        break :blk &final;
    };
}

/// The values of an enum in order of declaration.
pub fn tags(comptime T: type) *const [fields(T).len]T {
    return comptime blk: {
        const infos = fields(T);
        var values: [infos.len]T = undefined;
        for (infos, 0..) |info, i| values[i] = @field(T, info.name);
        const final = values;
        break :blk &final;
    };
}

/// The enum member with this name.
pub fn stringToEnum(comptime T: type, str: []const u8) ?T {
    inline for (@typeInfo(T).@"enum".fields) |field| {
        if (mem.eql(u8, str, field.name)) return @field(T, field.name);
    }
    return null;
}

/// Whether two values are equal, their parts too. Pointers are equal when they point to the same place.
pub fn eql(a: anytype, b: @TypeOf(a)) bool {
    const T = @TypeOf(a);
    switch (@typeInfo(T)) {
        .@"struct" => |info| {
            inline for (info.fields) |field| {
                if (!eql(@field(a, field.name), @field(b, field.name))) return false;
            }
            return true;
        },
        .error_union => {
            if (a) |x| {
                if (b) |y| return eql(x, y) else |_| return false;
            } else |x| {
                if (b) |_| return false else |y| return x == y;
            }
        },
        .@"union" => |info| {
            const UnionTag = info.tag_type orelse
                @compileError("cannot compare untagged union type " ++ @typeName(T));
            const tag_a: UnionTag = a;
            if (tag_a != @as(UnionTag, b)) return false;
            switch (a) {
                inline else => |x, tag| return eql(x, @field(b, @tagName(tag))),
            }
        },
        .array => {
            for (a, b) |x, y| if (!eql(x, y)) return false;
            return true;
        },
        .pointer => |info| return if (info.size == .slice) a.ptr == b.ptr and a.len == b.len else a == b,
        .optional => {
            if (a == null or b == null) return a == null and b == null;
            return eql(a.?, b.?);
        },
        else => return a == b,
    }
}

/// Whether the type has a declaration with this name that is a function.
pub fn hasFn(comptime T: type, comptime name: []const u8) bool {
    switch (@typeInfo(T)) {
        .@"struct", .@"union", .@"enum", .@"opaque" => {},
        else => return false,
    }
    return @hasDecl(T, name) and @typeInfo(@TypeOf(@field(T, name))) == .@"fn";
}

/// The same for what a pointer points to.
pub fn hasMethod(comptime T: type, comptime name: []const u8) bool {
    return switch (@typeInfo(T)) {
        .pointer => |info| info.size == .one and hasFn(info.child, name),
        else => hasFn(T, name),
    };
}

/// What ends an array, slice or many-item pointer; null where nothing does.
pub fn sentinel(comptime T: type) ?Elem(T) {
    switch (@typeInfo(T)) {
        .array => |info| return info.sentinel(),
        .pointer => |info| switch (info.size) {
            .one => return sentinel(info.child),
            else => return info.sentinel(),
        },
        else => @compileError("type '" ++ @typeName(T) ++ "' cannot possibly have a sentinel"),
    }
}


/// The position of a field, or null.
pub fn fieldIndex(comptime T: type, comptime name: []const u8) ?comptime_int {
    inline for (fields(T), 0..) |field, i| {
        if (mem.eql(u8, field.name, name)) return i;
    }
    return null;
}

/// A field by its name, as `@typeInfo` describes it.
pub fn fieldInfo(comptime T: type, comptime field: []const u8) @TypeOf(fields(T)[0]) {
    return fields(T)[fieldIndex(T, field).?];
}

/// Whether every value of the type has one sequence of bytes.
pub fn hasUniqueRepresentation(comptime T: type) bool {
    return switch (@typeInfo(T)) {
        .bool, .@"enum", .error_set, .@"fn" => true,
        .int => |info| @sizeOf(T) * 8 == info.bits,
        .pointer => |info| info.size != .slice,
        .array => |info| hasUniqueRepresentation(info.child),
        .@"struct" => |info| blk: {
            var size: usize = 0;
            for (info.fields) |field| {
                if (!hasUniqueRepresentation(field.type)) break :blk false;
                size += @sizeOf(field.type);
            }
            break :blk size == @sizeOf(T);
        },
        else => false,
    };
}

/// The tuple type with fields of these types.
pub fn Tuple(comptime types: []const type) type {
    return @vmTupleType(types);
}

/// The tuple type of the arguments of a function.
pub fn ArgsTuple(comptime Function: type) type {
    const params = @typeInfo(Function).@"fn".params;
    var types: [params.len]type = undefined;
    for (params, 0..) |param, i| types[i] = param.type.?;
    return Tuple(&types);
}

/// An enum with a member for each field.
pub fn FieldEnum(comptime T: type) type {
    return @vmEnumType(fieldNames(T));
}

/// An enum with a member for each public declaration.
pub fn DeclEnum(comptime T: type) type {
    const infos = declarations(T);
    var names: [infos.len][:0]const u8 = undefined;
    for (infos, 0..) |info, i| names[i] = info.name;
    return @vmEnumType(&names);
}

/// The public declarations of a type, by name.
pub fn declarations(comptime T: type) []const Type.Declaration {
    return switch (@typeInfo(T)) {
        .@"struct" => |info| info.decls,
        .@"enum" => |info| info.decls,
        .@"union" => |info| info.decls,
        .@"opaque" => |info| info.decls,
        else => @compileError("Expected struct, enum, union, or opaque type, found '" ++ @typeName(T) ++ "'"),
    };
}

pub fn isError(error_union: anytype) bool {
    return if (error_union) |_| false else |_| true;
}

pub fn containerLayout(comptime T: type) Type.ContainerLayout {
    return switch (@typeInfo(T)) {
        .@"struct" => |info| info.layout,
        .@"union" => |info| info.layout,
        else => @compileError("expected struct or union type, found '" ++ @typeName(T) ++ "'"),
    };
}

/// The value at the end of an array, slice or pointer that has one.
pub fn sentinel(comptime T: type) ?Elem(T) {
    return switch (@typeInfo(T)) {
        .array => |info| info.sentinel(),
        .pointer => |info| switch (info.size) {
            .one => sentinel(info.child),
            else => info.sentinel(),
        },
        else => null,
    };
}

//! The types that builtin functions speak of: what `@typeInfo` gives, and small choices such as a byte order.

pub const Endian = enum { big, little };
pub const Signedness = enum { signed, unsigned };
pub const OptimizeMode = enum { Debug, ReleaseSafe, ReleaseFast, ReleaseSmall };

/// How a call is made; only the ordinary way exists here.
pub const CallingConvention = union(enum) { auto };
pub const AddressSpace = enum { generic };

/// Where something stands in the source: what `@src()` gives.
pub const SourceLocation = struct {
    module: [:0]const u8,
    file: [:0]const u8,
    fn_name: [:0]const u8,
    line: u32,
    column: u32,
};

/// What `@typeInfo` tells about a type.
pub const Type = union(enum) {
    type: void,
    void: void,
    bool: void,
    noreturn: void,
    int: Int,
    float: Float,
    pointer: Pointer,
    array: Array,
    @"struct": Struct,
    comptime_float: void,
    comptime_int: void,
    undefined: void,
    null: void,
    optional: Optional,
    error_union: ErrorUnion,
    error_set: ErrorSet,
    @"enum": Enum,
    @"union": Union,
    @"fn": Fn,
    @"opaque": Opaque,
    enum_literal: void,

    pub const Int = struct {
        signedness: Signedness,
        bits: u16,
    };

    pub const Float = struct {
        bits: u16,
    };

    pub const Pointer = struct {
        size: Size,
        is_const: bool,
        is_volatile: bool,
        alignment: comptime_int,
        address_space: AddressSpace,
        child: type,
        is_allowzero: bool,
        /// Points to a value of type `child`; null without a sentinel.
        sentinel_ptr: ?*const anyopaque,

        pub inline fn sentinel(comptime self: Pointer) ?self.child {
            const ptr: *const self.child = @ptrCast(@alignCast(self.sentinel_ptr orelse return null));
            return ptr.*;
        }

        pub const Size = enum(u2) { one, many, slice, c };
    };

    pub const Array = struct {
        len: comptime_int,
        child: type,
        sentinel_ptr: ?*const anyopaque,

        pub inline fn sentinel(comptime self: Array) ?self.child {
            const ptr: *const self.child = @ptrCast(@alignCast(self.sentinel_ptr orelse return null));
            return ptr.*;
        }
    };

    pub const ContainerLayout = enum(u2) { auto, @"extern", @"packed" };

    pub const StructField = struct {
        name: [:0]const u8,
        type: type,
        /// Points to a value of the field's type; null without a default.
        default_value_ptr: ?*const anyopaque,
        is_comptime: bool,
        alignment: comptime_int,

        pub inline fn defaultValue(comptime self: StructField) ?self.type {
            const ptr: *const self.type = @ptrCast(@alignCast(self.default_value_ptr orelse return null));
            return ptr.*;
        }
    };

    pub const Struct = struct {
        layout: ContainerLayout,
        backing_integer: ?type = null,
        fields: []const StructField,
        decls: []const Declaration,
        is_tuple: bool,
    };

    pub const Optional = struct {
        child: type,
    };

    pub const ErrorUnion = struct {
        error_set: type,
        payload: type,
    };

    pub const Error = struct {
        name: [:0]const u8,
    };

    /// Null for `anyerror`.
    pub const ErrorSet = ?[]const Error;

    pub const EnumField = struct {
        name: [:0]const u8,
        value: comptime_int,
    };

    pub const Enum = struct {
        tag_type: type,
        fields: []const EnumField,
        decls: []const Declaration,
        is_exhaustive: bool,
    };

    pub const UnionField = struct {
        name: [:0]const u8,
        type: type,
        alignment: comptime_int,
    };

    pub const Union = struct {
        layout: ContainerLayout,
        tag_type: ?type,
        fields: []const UnionField,
        decls: []const Declaration,
    };

    pub const Fn = struct {
        calling_convention: CallingConvention,
        is_generic: bool,
        is_var_args: bool,
        return_type: ?type,
        params: []const Param,

        pub const Param = struct {
            is_generic: bool,
            is_noalias: bool,
            type: ?type,
        };
    };

    pub const Opaque = struct {
        decls: []const Declaration,
    };

    pub const Declaration = struct {
        name: [:0]const u8,
    };
};

/// The names of the cases of [`Type`] alone.
pub const TypeId = @typeInfo(Type).@"union".tag_type.?;

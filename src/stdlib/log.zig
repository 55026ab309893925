//! Messages for the programmer on standard error, each with its importance in front.

const std = @import("std.zig");

pub const Level = enum {
    err,
    warn,
    info,
    debug,

    pub fn asText(comptime self: Level) []const u8 {
        return switch (self) {
            .err => "error",
            .warn => "warning",
            .info => "info",
            .debug => "debug",
        };
    }
};

pub const err = default.err;
pub const warn = default.warn;
pub const info = default.info;
pub const debug = default.debug;

const default = scoped(.default);

/// Messages with the name of the part of the program that they come from.
pub fn scoped(comptime scope: @Type(.enum_literal)) type {
    return struct {
        pub fn err(comptime format: []const u8, args: anytype) void {
            print(.err, scope, format, args);
        }

        pub fn warn(comptime format: []const u8, args: anytype) void {
            print(.warn, scope, format, args);
        }

        pub fn info(comptime format: []const u8, args: anytype) void {
            print(.info, scope, format, args);
        }

        pub fn debug(comptime format: []const u8, args: anytype) void {
            print(.debug, scope, format, args);
        }
    };
}

fn print(comptime level: Level, comptime scope: @Type(.enum_literal), comptime format: []const u8, args: anytype) void {
    if (comptime !logEnabled(level, scope)) return;
    std.options.logFn(level, scope, format, args);
}

/// Whether messages of this importance are shown.
pub fn logEnabled(comptime level: Level, comptime scope: @Type(.enum_literal)) bool {
    _ = scope;
    return @intFromEnum(level) <= @intFromEnum(std.options.log_level);
}

pub fn defaultLog(
    comptime message_level: Level,
    comptime scope: @Type(.enum_literal),
    comptime format: []const u8,
    args: anytype,
) void {
    const from = if (scope == .default) ": " else "(" ++ @tagName(scope) ++ "): ";
    std.debug.print(comptime message_level.asText() ++ from ++ format ++ "\n", args);
}

/// What is shown where the program does not say.
pub const default_level: Level = .debug;

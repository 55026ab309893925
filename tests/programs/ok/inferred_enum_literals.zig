// Enum literals find their type from the context.
const std = @import("std");

const Mode = enum { read, write };

fn open(mode: Mode) u8 {
    return if (mode == .read) 'r' else 'w';
}

pub fn main() void {
    const modes = [_]Mode{ .read, .write, .read };
    for (modes) |m| std.debug.print("{c}", .{open(m)});
    const lit = .write;
    const m: Mode = lit;
    std.debug.print(" {t}\n", .{m});
}

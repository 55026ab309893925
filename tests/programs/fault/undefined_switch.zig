// A switch over an undefined value.
const std = @import("std");

const Mode = enum { on, off };

pub fn main() void {
    var mode: Mode = undefined;
    const p = &mode;
    switch (p.*) { // ~FAULT undefined-read
        .on => std.debug.print("on\n", .{}),
        .off => std.debug.print("off\n", .{}),
    }
}

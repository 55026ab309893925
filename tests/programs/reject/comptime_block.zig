//! A nameless `comptime` block of a container runs when something mentions the container.
const Never = struct {
    comptime {
        @compileError("nobody asks for this one");
    }
};

fn Small(comptime T: type) type {
    return struct {
        comptime {
            if (@sizeOf(T) > 4) @compileError("too big: " ++ @typeName(T)); // ~ERROR too big: u64
        }
        value: T,
    };
}

comptime {
    const limit: u8 = 300; // ~ERROR type 'u8' cannot represent integer value '300'
    _ = limit;
}

pub fn main() void {
    const fine: Small(u16) = .{ .value = 1 };
    const big: Small(u64) = .{ .value = 2 };
    _ = fine;
    _ = big;
}

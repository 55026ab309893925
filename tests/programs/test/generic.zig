// Tests of a generic container run for each type that is mentioned; what nothing mentions has no tests.
const std = @import("std");

fn Box(comptime T: type) type {
    return struct {
        value: T,

        test "holds" {
            const b: @This() = .{ .value = 3 };
            try std.testing.expectEqual(@as(T, 3), b.value);
        }
    };
}

const Never = struct {
    test "never" {
        return error.Never;
    }
};

test "mentions" {
    const b = Box(u8){ .value = 1 };
    try std.testing.expect(b.value == 1);
}

// Tests inside a struct count when the struct is mentioned.
const std = @import("std");

const Inner = struct {
    fn one() u8 {
        return 1;
    }

    test "inside" {
        try std.testing.expectEqual(@as(u8, 1), one());
    }
};

test "outside" {
    try std.testing.expect(Inner.one() == 1);
}

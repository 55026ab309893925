const std = @import("std");
fn t(comptime T: type, comptime n: usize, d: usize) !void {
    const a: [n]T = @splat(1);
    var b: [n]T = @splat(1);
    b[d] = 4;
    try std.testing.expectEqualSlices(T, &a, &b);
}
test "12/10" { try t(u16, 12, 10); }
test "20/6" { try t(u16, 20, 6); }
test "20/8" { try t(u16, 20, 8); }
test "20/9" { try t(u16, 20, 9); }
test "16/14" { try t(u16, 16, 14); }
test "17/14" { try t(u16, 17, 14); }
test "b300/100" { try t(u8, 300, 100); }
test "b256/200" { try t(u8, 256, 200); }
test "b257/40" { try t(u8, 257, 40); }
test "b600/400" { try t(u8, 600, 400); }

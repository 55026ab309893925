// A number of many digits in an array.
const std = @import("std");

const Big = struct {
    digits: [100]u8 = @splat(0),
    len: usize = 1,

    fn multiply(self: *Big, by: u32) void {
        var carry: u32 = 0;
        for (self.digits[0..self.len]) |*d| {
            const v = d.* * by + carry;
            d.* = @intCast(v % 10);
            carry = v / 10;
        }
        while (carry > 0) : (carry /= 10) {
            self.digits[self.len] = @intCast(carry % 10);
            self.len += 1;
        }
    }

    fn print(self: Big) void {
        var i = self.len;
        while (i > 0) {
            i -= 1;
            std.debug.print("{d}", .{self.digits[i]});
        }
        std.debug.print("\n", .{});
    }
};

pub fn main() void {
    var n = Big{};
    n.digits[0] = 1;
    for (1..31) |i| n.multiply(@intCast(i));
    n.print();
}

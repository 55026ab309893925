// A pointer into a packed struct is no ordinary pointer.
const Bits = packed struct { low: u4, high: u4 };

fn bump(p: *u4) void {
    p.* += 1;
}

pub fn main() void {
    var b: Bits = .{ .low = 1, .high = 2 };
    bump(&b.high); // ~ERROR expected type '*u4', found '*align(1:4:1) u4'
}

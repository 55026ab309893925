// A value as bytes and back.
const std = @import("std");

const Pixel = extern struct { r: u8, g: u8, b: u16 };

pub fn main() void {
    const p = Pixel{ .r = 1, .g = 2, .b = 0x0304 };
    const bytes = std.mem.asBytes(&p);
    std.debug.print("{any}\n", .{bytes.*});
    const q = std.mem.bytesToValue(Pixel, bytes);
    std.debug.print("{x}\n", .{q.b});
    const words = [_]u16{ 1, 2, 3 };
    std.debug.print("{any}\n", .{std.mem.sliceAsBytes(&words)});
    const back = std.mem.bytesAsSlice(u16, std.mem.sliceAsBytes(&words));
    std.debug.print("{d} {d}\n", .{ back.len, back[2] });
    std.debug.print("{x}\n", .{std.mem.readInt(u32, &.{ 1, 2, 3, 4 }, .little)});
    var out: [2]u8 = undefined;
    std.mem.writeInt(u16, &out, 0xabcd, .big);
    std.debug.print("{x} {x}\n", .{ out[0], out[1] });
}

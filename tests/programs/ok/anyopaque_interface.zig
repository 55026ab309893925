// *anyopaque forgets the type; @ptrCast and @alignCast bring it back.
const std = @import("std");

const Writer = struct {
    ptr: *anyopaque,
    putFn: *const fn (ptr: *anyopaque, c: u8) void,

    fn put(self: Writer, c: u8) void {
        self.putFn(self.ptr, c);
    }
};

const Buffer = struct {
    bytes: [16]u8 = undefined,
    len: usize = 0,

    fn put(ptr: *anyopaque, c: u8) void {
        const self: *Buffer = @ptrCast(@alignCast(ptr));
        self.bytes[self.len] = c;
        self.len += 1;
    }

    fn writer(self: *Buffer) Writer {
        return .{ .ptr = self, .putFn = put };
    }
};

pub fn main() void {
    var b = Buffer{};
    const w = b.writer();
    for ("opaque") |c| w.put(c);
    std.debug.print("{s}\n", .{b.bytes[0..b.len]});
}

// Listeners as pairs of a context and a function.
const std = @import("std");

const Listener = struct {
    context: *anyopaque,
    call: *const fn (context: *anyopaque, event: []const u8) void,
};

const Bus = struct {
    listeners: std.ArrayList(Listener) = .empty,

    fn emit(self: Bus, event: []const u8) void {
        for (self.listeners.items) |l| l.call(l.context, event);
    }
};

fn Counter(comptime prefix: []const u8) type {
    return struct {
        count: u32 = 0,

        fn on(context: *anyopaque, event: []const u8) void {
            const self: *@This() = @ptrCast(@alignCast(context));
            self.count += 1;
            std.debug.print("{s}{s} #{d}\n", .{ prefix, event, self.count });
        }

        fn listener(self: *@This()) Listener {
            return .{ .context = self, .call = on };
        }
    };
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var bus = Bus{};
    defer bus.listeners.deinit(gpa);
    var a = Counter("a:"){};
    var b = Counter("b:"){};
    try bus.listeners.append(gpa, a.listener());
    bus.emit("first");
    try bus.listeners.append(gpa, b.listener());
    bus.emit("second");
    std.debug.print("{d} {d}\n", .{ a.count, b.count });
}

// An interface with a vtable, three implementations, and a list of them.
const std = @import("std");

const Shape = struct {
    ptr: *const anyopaque,
    vtable: *const VTable,

    const VTable = struct {
        area: *const fn (*const anyopaque) f64,
        name: []const u8,
    };

    fn area(self: Shape) f64 {
        return self.vtable.area(self.ptr);
    }

    fn of(pointer: anytype) Shape {
        const T = @TypeOf(pointer.*);
        const impl = struct {
            fn erased(p: *const anyopaque) f64 {
                const self: *const T = @ptrCast(@alignCast(p));
                return self.area();
            }
            const vtable = VTable{ .area = erased, .name = T.name };
        };
        return .{ .ptr = pointer, .vtable = &impl.vtable };
    }
};

const Square = struct {
    side: f64,
    const name = "square";
    fn area(self: Square) f64 {
        return self.side * self.side;
    }
};

const Rect = struct {
    w: f64,
    h: f64,
    const name = "rect";
    fn area(self: *const Rect) f64 {
        return self.w * self.h;
    }
};

pub fn main() void {
    const s = Square{ .side = 3 };
    const r = Rect{ .w = 2, .h = 2.5 };
    const shapes = [_]Shape{ .of(&s), .of(&r) };
    for (shapes) |x| std.debug.print("{s} {d}\n", .{ x.vtable.name, x.area() });
}

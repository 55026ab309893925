// A matrix in one block, indexed by hand.
const std = @import("std");

const Matrix = struct {
    cells: []f64,
    width: usize,

    fn at(self: Matrix, row: usize, col: usize) *f64 {
        return &self.cells[row * self.width + col];
    }
};

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const m = Matrix{ .cells = try gpa.alloc(f64, 6), .width = 3 };
    defer gpa.free(m.cells);
    for (0..2) |r| {
        for (0..3) |c| m.at(r, c).* = @floatFromInt(r * 10 + c);
    }
    m.at(1, 1).* += 0.5;
    std.debug.print("{any} {d}\n", .{ m.cells, m.at(1, 2).* });
}

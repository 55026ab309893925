// Eight queens, counted by backtracking.
const std = @import("std");

const Board = struct {
    cols: [8]bool = @splat(false),
    diag: [15]bool = @splat(false),
    anti: [15]bool = @splat(false),

    fn place(self: *Board, row: usize) u32 {
        if (row == 8) return 1;
        var found: u32 = 0;
        for (0..8) |col| {
            const d = row + col;
            const a = row + 7 - col;
            if (self.cols[col] or self.diag[d] or self.anti[a]) continue;
            self.cols[col] = true;
            self.diag[d] = true;
            self.anti[a] = true;
            defer {
                self.cols[col] = false;
                self.diag[d] = false;
                self.anti[a] = false;
            }
            found += self.place(row + 1);
        }
        return found;
    }
};

pub fn main() void {
    var b = Board{};
    std.debug.print("{d}\n", .{b.place(0)});
}

// Matrices with their size in the type.
const std = @import("std");

fn Matrix(comptime R: usize, comptime C: usize) type {
    return struct {
        m: [R][C]i32,
        const Self = @This();

        fn identity() Self {
            if (R != C) @compileError("only square matrices");
            var r: Self = .{ .m = @splat(@splat(0)) };
            for (0..R) |i| r.m[i][i] = 1;
            return r;
        }

        fn mul(a: Self, comptime N: usize, b: Matrix(C, N)) Matrix(R, N) {
            var r: Matrix(R, N) = undefined;
            for (0..R) |i| {
                for (0..N) |j| {
                    var s: i32 = 0;
                    for (0..C) |k| s += a.m[i][k] * b.m[k][j];
                    r.m[i][j] = s;
                }
            }
            return r;
        }

        fn transpose(a: Self) Matrix(C, R) {
            var r: Matrix(C, R) = undefined;
            for (a.m, 0..) |row, i| {
                for (row, 0..) |x, j| r.m[j][i] = x;
            }
            return r;
        }
    };
}

pub fn main() void {
    const a = Matrix(2, 3){ .m = .{ .{ 1, 2, 3 }, .{ 4, 5, 6 } } };
    const p = a.mul(2, a.transpose());
    std.debug.print("{any}\n{any}\n", .{ p.m, p.mul(2, Matrix(2, 2).identity()).m[1] });
}

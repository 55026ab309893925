const std = @import("std");
const M = struct {
    d: []f32,
    w: usize,
    fn at(m: M, r: usize, c: usize) *f32 {
        return &m.d.ptr[r * m.w + c];
    }
};
pub fn main() !void {
    const a = std.heap.page_allocator;
    const m = M{ .d = try a.alloc(f32, 6), .w = 3 }; // ~ALLOC
    defer a.free(m.d);
    @memset(m.d, 0);
    m.at(2, 0).* = 1; // ~FAULT out-of-bounds
}

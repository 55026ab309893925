// Source and destination must not overlap.
pub fn main() void {
    var b = [_]u8{ 1, 2, 3, 4 };
    var n: usize = 1;
    n += 0;
    const s: []u8 = &b;
    @memcpy(s[n .. n + 3], s[0..3]); // ~PANIC @memcpy arguments alias
}

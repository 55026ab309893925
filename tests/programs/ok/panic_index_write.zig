// Writing is checked as reading is.
pub fn main() void {
    var a: [4]u8 = .{ 0, 0, 0, 0 };
    const s: []u8 = &a;
    var n: usize = s.len;
    n += 3;
    s[n] = 1; // ~PANIC index out of bounds: index 7, len 4
}

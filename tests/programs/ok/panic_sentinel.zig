// The byte at the end is not the sentinel.
pub fn main() void {
    var buf = [_]u8{ 'f', 'o', 'o' };
    var n: usize = 2;
    n += 0;
    _ = buf[0..n :0]; // ~PANIC sentinel mismatch: expected 0, found 111
}

// @intCast needs to know the target.
pub fn main() void {
    var n: u64 = 1;
    n += 1;
    const m = @intCast(n); // ~ERROR @intCast must have a known result type
    _ = m;
}

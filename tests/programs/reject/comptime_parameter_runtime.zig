// A run-time value for a comptime parameter.
fn f(comptime n: u32) u32 {
    return n;
}
pub fn main() void {
    var n: u32 = 1;
    n += 1;
    _ = f(n); // ~ERROR unable to resolve comptime value
}

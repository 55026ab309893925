// A type must be known at compile time.
fn f(T: type) T {
    return 0;
}
pub fn main() void {
    var n: u32 = 1;
    n += 1;
    const t = if (n == 2) u8 else u16; // ~ERROR value with comptime-only type 'type' depends on runtime control flow
    _ = f(t);
}

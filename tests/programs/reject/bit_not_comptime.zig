// ~ needs a sized integer.
pub fn main() void {
    const a = ~5; // ~ERROR bitwise not operation on type 'comptime_int'
    _ = a;
}

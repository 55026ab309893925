// An array's length is known at compile time.
pub fn main() void {
    var n: usize = 4;
    n += 1;
    const a: [n]u8 = undefined; // ~ERROR unable to resolve comptime value
    _ = a;
}

pub fn main() void {
    var n: usize = 3;
    n += 1;
    var a: [n]u8 = undefined; // ~ERROR unable to resolve comptime value
    a[0] = 1;
}

fn f(comptime n: u32) u32 {
    return n;
}
pub fn main() void {
    var x: u32 = 1;
    x = 2;
    _ = f(x); // ~ERROR unable to resolve comptime value
}

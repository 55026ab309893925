// |*x| over an array needs its address.
pub fn main() void {
    var a = [_]u8{ 1, 2 };
    for (a) |*x| x.* = 1; // ~ERROR pointer capture of non pointer type '[2]u8'
    a[0] = 1;
}

// So must %.
pub fn main() void {
    var a: i32 = -7;
    a += 1;
    const b = a % 2; // ~ERROR remainder division with 'i32' and 'comptime_int': signed integers and floats must use @rem or @mod
    _ = b;
}

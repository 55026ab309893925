// / on signed runtime integers must say which division.
pub fn main() void {
    var a: i32 = 7;
    a += 1;
    const b = a / 2; // ~ERROR division with 'i32' and 'comptime_int': signed integers must use @divTrunc, @divFloor, or @divExact
    _ = b;
}

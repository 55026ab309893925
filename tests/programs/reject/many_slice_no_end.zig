pub fn main() void {
    var a = [_]u8{ 1, 2 };
    const p: [*]u8 = &a;
    for (p) |x| { // ~ERROR unbounded for loop
        _ = x;
    }
    a[0] = 2;
}

pub fn main() void {
    const a = [_]u8{ 1, 2 };
    comptime {
        var i: usize = 0;
        while (i < 3) : (i += 1) _ = a[i]; // ~ERROR index 2 outside array of length 2
    }
}

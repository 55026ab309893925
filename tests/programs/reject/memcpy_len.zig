pub fn main() void {
    var a: [3]u8 = undefined;
    const b = [_]u8{ 1, 2 };
    @memcpy(&a, &b); // ~ERROR non-matching copy lengths
}

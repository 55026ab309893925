pub fn main() void {
    var a = [_]u8{ 1, 2 };
    const p: [*]u8 = &a;
    _ = p.len; // ~ERROR type '[*]u8' does not support field access
    a[0] = 2;
}

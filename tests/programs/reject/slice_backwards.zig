pub fn main() void {
    const a = [_]u8{ 1, 2, 3 };
    _ = a[2..1]; // ~ERROR start index 2 is larger than end index 1
}

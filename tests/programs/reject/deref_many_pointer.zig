// [*]T must be indexed.
pub fn main() void {
    var a = [_]u8{1};
    const p: [*]u8 = &a;
    _ = p.*; // ~ERROR index syntax required for unknown-length pointer type '[*]u8'
}

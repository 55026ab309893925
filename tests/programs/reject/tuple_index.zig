// A tuple's index behind its end.
pub fn main() void {
    const t = .{ 1, 2 };
    _ = t[2]; // ~ERROR index 2 outside tuple of length 2
}

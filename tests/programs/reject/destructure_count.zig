// As many names as values.
pub fn main() void {
    const a, const b = .{ 1, 2, 3 }; // ~ERROR expected 2 elements for destructure, found 3
    _ = a;
    _ = b;
}

// A literal cannot be changed.
pub fn main() void {
    const s: []u8 = "abc"; // ~ERROR expected type '[]u8', found '*const [3:0]u8'
    _ = s;
}

// A constant array gives a constant slice.
pub fn main() void {
    const a = [_]u8{ 1, 2 };
    const s: []u8 = &a; // ~ERROR expected type '[]u8', found '*const [2]u8'
    _ = s;
}

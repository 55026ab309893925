// A string is not a number.
pub fn main() void {
    const n: i32 = "five"; // ~ERROR expected type 'i32', found '*const [4:0]u8'
    _ = n;
}

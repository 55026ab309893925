pub fn main() void {
    const c: u8 = "a"; // ~ERROR expected type 'u8', found '*const [1:0]u8'
    _ = c;
}

const S = struct { a: u8 = "x" }; // ~ERROR expected type 'u8', found '*const [1:0]u8'
pub fn main() void {
    const s = S{};
    _ = s;
}

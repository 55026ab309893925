pub fn main() void {
    const x: u8 = 1;
    _ = x > "a"; // ~ERROR incompatible types: 'u8' and '*const [1:0]u8'
}

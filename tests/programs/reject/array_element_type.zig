pub fn main() void {
    const a = [_]u8{ 1, "x" }; // ~ERROR expected type 'u8', found '*const [1:0]u8'
    _ = a;
}

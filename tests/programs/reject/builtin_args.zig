pub fn main() void {
    _ = @as(u8); // ~ERROR expected 2 arguments, found 1
}

pub fn main() void {
    const y: u32 = @intCast("1"); // ~ERROR expected integer or vector, found '*const [1:0]u8'
    _ = y;
}

pub fn main() void {
    const x: u32 = blk: {
        break :blk "x"; // ~ERROR expected type 'u32', found '*const [1:0]u8'
    };
    _ = x;
}

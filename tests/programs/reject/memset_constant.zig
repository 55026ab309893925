pub fn main() void {
    const a: [3]u8 = undefined;
    @memset(&a, 1); // ~ERROR cannot memset constant pointer
}

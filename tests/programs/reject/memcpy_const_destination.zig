// The destination of @memcpy must be mutable.
pub fn main() void {
    const a = [_]u8{ 1, 2 };
    @memcpy(&a, "xy"); // ~ERROR cannot copy to constant pointer
}

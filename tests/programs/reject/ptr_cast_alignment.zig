// @ptrCast may not raise the alignment.
pub fn main() void {
    var a = [_]u8{ 1, 2, 3, 4 };
    const p: *u32 = @ptrCast(&a); // ~ERROR @ptrCast increases pointer alignment
    _ = p;
}

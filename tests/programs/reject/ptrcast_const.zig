pub fn main() void {
    const x: u32 = 1;
    const p: *u8 = @ptrCast(&x); // ~ERROR @ptrCast discards const qualifier
    _ = p;
}

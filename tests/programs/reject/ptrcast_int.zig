pub fn main() void {
    const p: *u8 = @ptrCast(5); // ~ERROR expected pointer type, found 'comptime_int'
    _ = p;
}

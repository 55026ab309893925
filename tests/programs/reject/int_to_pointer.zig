pub fn main() void {
    const p: *u32 = 0x1000; // ~ERROR expected type '*u32', found 'comptime_int'
    _ = p;
}

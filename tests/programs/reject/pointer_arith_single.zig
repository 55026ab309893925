pub fn main() void {
    var x: u32 = 1;
    const p = &x;
    _ = p + 1; // ~ERROR incompatible types: '*u32' and 'comptime_int'
    x = 2;
}

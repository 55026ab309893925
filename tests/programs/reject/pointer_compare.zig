pub fn main() void {
    var x: u32 = 1;
    const p = &x;
    if (p == 0) return; // ~ERROR incompatible types: '*u32' and 'comptime_int'
    x = 2;
}

pub fn main() void {
    var x: ?u32 = 1;
    x = 2;
    const y = x + 1; // ~ERROR invalid operands to binary expression: 'optional' and 'comptime_int'
    _ = y;
}

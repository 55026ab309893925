pub fn main() void {
    const x: f32 = 5;
    _ = x | 1; // ~ERROR invalid operands to binary bitwise expression: 'float' and 'comptime_int'
}

// An enum is not a number.
const A = enum { x, y };
pub fn main() void {
    var a: A = .x;
    a = .y;
    _ = a + 1; // ~ERROR incompatible types: 'enum_arithmetic.A' and 'comptime_int'
}

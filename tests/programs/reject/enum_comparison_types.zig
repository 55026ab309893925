// Two different enums cannot be compared.
const A = enum { x };
const B = enum { x };
pub fn main() void {
    var a: A = .x;
    var b: B = .x;
    a = .x;
    b = .x;
    if (a == b) return; // ~ERROR incompatible types: 'enum_comparison_types.A' and 'enum_comparison_types.B'
}

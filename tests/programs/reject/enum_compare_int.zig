const E = enum { a, b };
pub fn main() void {
    var e = E.a;
    e = .b;
    if (e == 1) return; // ~ERROR incompatible types: 'enum_compare_int.E' and 'comptime_int'
}

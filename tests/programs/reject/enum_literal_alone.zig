pub fn main() void {
    var e = .a; // ~ERROR variable of type '@Type(.enum_literal)' must be const or comptime
    e = .b;
}

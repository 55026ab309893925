// Nor is a bool.
pub fn main() void {
    var a = true;
    a = false;
    _ = a + 1; // ~ERROR incompatible types: 'bool' and 'comptime_int'
}

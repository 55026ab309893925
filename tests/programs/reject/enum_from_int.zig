const E = enum { a, b };
pub fn main() void {
    const e: E = 1; // ~ERROR expected type 'enum_from_int.E', found 'comptime_int'
    _ = e;
}

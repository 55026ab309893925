fn f(comptime T: type) T {
    return 0;
}
pub fn main() void {
    _ = f(5); // ~ERROR expected type 'type', found 'comptime_int'
}

fn f() []const u8 {
    return 5; // ~ERROR expected type '[]const u8', found 'comptime_int'
}
pub fn main() void {
    _ = f();
}

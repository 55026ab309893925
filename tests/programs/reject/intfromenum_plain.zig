pub fn main() void {
    _ = @intFromEnum(5); // ~ERROR expected enum or tagged union, found 'comptime_int'
}

pub fn main() void {
    @panic(5); // ~ERROR expected type '[]const u8', found 'comptime_int'
}

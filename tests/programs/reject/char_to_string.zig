pub fn main() void {
    const s: []const u8 = 'a'; // ~ERROR expected type '[]const u8', found 'comptime_int'
    _ = s;
}

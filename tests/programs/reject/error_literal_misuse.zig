// An error value is not a string.
pub fn main() void {
    const s: []const u8 = error.Oops; // ~ERROR expected type '[]const u8', found 'error{Oops}'
    _ = s;
}

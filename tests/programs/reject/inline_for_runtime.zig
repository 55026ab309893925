// inline for needs a length known at compile time.
fn f(s: []const u8) void {
    inline for (s) |c| { // ~ERROR unable to resolve comptime value
        _ = c;
    }
}
pub fn main() void {
    f("abc");
}

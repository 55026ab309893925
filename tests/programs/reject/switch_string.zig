fn f(s: []const u8) u32 {
    return switch (s) {
        "a" => 1, // ~ERROR cannot switch on strings
        else => 3,
    };
}
pub fn main() void {
    _ = f("a");
}

// ++ needs lengths known at compile time.
pub fn main() void {
    var s: []const u8 = "abc";
    s = "ab";
    const t = s ++ "d"; // ~ERROR unable to resolve comptime value
    _ = t;
}

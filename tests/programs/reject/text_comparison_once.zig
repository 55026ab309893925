pub fn main() void {
    const s: []const u8 = "abc";
    if (s == "abc") {} // ~ERROR cannot compare strings with ==
}

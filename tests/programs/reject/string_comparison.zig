// Strings are not compared with ==.
pub fn main() void {
    const s: []const u8 = "a";
    if (s == "x") return; // ~ERROR cannot compare strings with ==
}

pub fn main() void {
    const s: []const u8 = "ab";
    s.len = 1; // ~ERROR cannot assign to constant
}

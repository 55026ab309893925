pub fn main() void {
    const t = .{ 1, "x" };
    _ = t[2]; // ~ERROR index 2 outside tuple of length 2
}

pub fn main() void {
    const a: []const u8 = "x";
    _ = a.*; // ~ERROR index syntax required for slice type '[]const u8'
}

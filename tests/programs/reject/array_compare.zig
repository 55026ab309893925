pub fn main() void {
    const a = [_]u8{1};
    const b = [_]u8{1};
    if (a == b) return; // ~ERROR operator == not allowed for type '[1]u8'
}

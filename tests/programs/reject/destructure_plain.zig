pub fn main() void {
    const a, const b = 5; // ~ERROR type 'comptime_int' cannot be destructured
    _ = .{ a, b };
}

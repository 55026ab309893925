fn max(comptime T: type, a: T, b: T) T {
    return if (a > b) a else b; // ~ERROR operator > not allowed for type 'bool'
}
pub fn main() void {
    _ = max(bool, true, false);
}

fn show(x: anytype) usize {
    return x.len; // ~ERROR type 'u32' does not support field access
}
pub fn main() void {
    _ = show(@as(u32, 5));
}

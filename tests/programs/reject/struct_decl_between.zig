const S = struct {
    a: u8,
    const x = 1; // ~ERROR declarations are not allowed between container fields
    b: u8,
};
pub fn main() void {
    const s: S = undefined;
    _ = s;
}

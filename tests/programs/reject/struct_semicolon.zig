const S = struct { a: u8; b: u8; }; // ~ERROR expected ',' after field
pub fn main() void {
    const s: S = undefined;
    _ = s;
}

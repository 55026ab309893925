// Nor a primitive type.
pub fn main() void {
    const u8 = 5; // ~ERROR name shadows primitive 'u8'
    _ = u8;
}

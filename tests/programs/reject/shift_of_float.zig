pub fn main() void {
    const x: f32 = 5;
    _ = x << 1; // ~ERROR bit shifting operation expected integer type, found 'f32'
}

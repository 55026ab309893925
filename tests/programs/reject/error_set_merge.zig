const A = error{X};
pub fn main() void {
    const B = A || u32; // ~ERROR expected error set type, found 'u32'
    _ = B;
}

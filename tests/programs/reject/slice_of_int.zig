pub fn main() void {
    const a: u32 = 1;
    _ = a[0..1]; // ~ERROR slice of non-array type 'u32'
}

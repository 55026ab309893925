pub fn main() void {
    const x: u32 = 1;
    const y: u64 = @bitCast(x); // ~ERROR @bitCast size mismatch: destination type 'u64' has 64 bits but source type 'u32' has 32 bits
    _ = y;
}

pub fn main() void {
    const x: usize = 0;
    const y = x - 1; // ~ERROR overflow of integer type 'usize' with value '-1'
    _ = y;
}

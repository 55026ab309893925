// A negative constant for an unsigned type.
pub fn main() void {
    const n: usize = -1; // ~ERROR type 'usize' cannot represent integer value '-1'
    _ = n;
}

// A wide integer does not coerce to a narrow one.
pub fn main() void {
    var n: u64 = 1;
    n += 1;
    const m: u32 = n; // ~ERROR expected type 'u32', found 'u64'
    _ = m;
}

// for needs something with elements.
pub fn main() void {
    const n: u32 = 5;
    for (n) |x| _ = x; // ~ERROR type 'u32' is not indexable and not a range
}

// Only arrays, slices, pointers and tuples can be indexed.
pub fn main() void {
    const n: u32 = 5;
    _ = n[0]; // ~ERROR type 'u32' does not support indexing
}

pub fn main() void {
    const a: u32 = 1;
    _ = a[0]; // ~ERROR type 'u32' does not support indexing
}

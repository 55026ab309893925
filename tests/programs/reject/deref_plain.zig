pub fn main() void {
    const a: u32 = 1;
    _ = a.*; // ~ERROR cannot dereference non-pointer type 'u32'
}

// .* needs a pointer.
pub fn main() void {
    const n: u32 = 5;
    _ = n.*; // ~ERROR cannot dereference non-pointer type 'u32'
}

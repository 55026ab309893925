// Nor a declaration of the file.
const size = 10;
pub fn main() void {
    const size = 5; // ~ERROR local constant shadows declaration of 'size'
    _ = size;
}

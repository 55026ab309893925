pub fn main() void {
    var x: u32 align(3) = 1; // ~ERROR alignment value '3' is not a power of two
    x = 2;
}

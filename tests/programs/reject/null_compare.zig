pub fn main() void {
    var x: u32 = 1;
    x = 2;
    if (x == null) return; // ~ERROR comparison of 'u32' with null
}

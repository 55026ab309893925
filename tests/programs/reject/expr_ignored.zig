pub fn main() void {
    var x: u32 = 1;
    x += 1;
    x + 1; // ~ERROR value of type 'u32' ignored
}

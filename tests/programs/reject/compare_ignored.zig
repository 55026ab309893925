pub fn main() void {
    var x: u32 = 1;
    x += 1;
    x == 2; // ~ERROR value of type 'bool' ignored
}

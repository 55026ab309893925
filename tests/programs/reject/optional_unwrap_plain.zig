pub fn main() void {
    var x: u32 = 1;
    x = 2;
    _ = x.?; // ~ERROR expected optional type, found 'u32'
}

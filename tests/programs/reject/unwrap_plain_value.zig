// So does .?
pub fn main() void {
    var x: u32 = 1;
    x += 1;
    _ = x.?; // ~ERROR expected optional type, found 'u32'
}

pub fn main() void {
    var x: u32 = 1;
    x = 2;
    _ = x orelse 3; // ~ERROR expected optional type, found 'u32'
}

// orelse needs an optional.
pub fn main() void {
    var x: u32 = 1;
    x += 1;
    _ = x orelse 5; // ~ERROR expected optional type, found 'u32'
}

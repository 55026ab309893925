pub fn main() void {
    var x: f64 = 1;
    x = 2;
    const y: u32 = @intCast(x); // ~ERROR expected integer or vector, found 'f64'
    _ = y;
}

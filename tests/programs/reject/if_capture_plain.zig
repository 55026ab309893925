pub fn main() void {
    var n: u32 = 3;
    n = 4;
    if (n) |x| { // ~ERROR expected optional type, found 'u32'
        _ = x;
    }
}

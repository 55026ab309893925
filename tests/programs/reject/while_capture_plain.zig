pub fn main() void {
    var n: u32 = 3;
    while (n) |x| { // ~ERROR expected optional type, found 'u32'
        n = x;
    }
}

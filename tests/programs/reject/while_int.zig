pub fn main() void {
    var n: u32 = 3;
    while (n) { // ~ERROR expected type 'bool', found 'u32'
        n -= 1;
    }
}

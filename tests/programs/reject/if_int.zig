pub fn main() void {
    var n: u32 = 1;
    n = 2;
    if (n) { // ~ERROR expected type 'bool', found 'u32'
        n = 3;
    }
}

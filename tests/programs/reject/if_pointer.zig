pub fn main() void {
    var n: u32 = 1;
    const p = &n;
    if (p) { // ~ERROR expected type 'bool', found '*u32'
        n = 3;
    }
}

pub fn main() void {
    var n: ?u32 = 3;
    if (n) { // ~ERROR expected type 'bool', found '?u32'
        n = null;
    }
}

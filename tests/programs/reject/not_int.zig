pub fn main() void {
    var x: u32 = 1;
    x = 2;
    if (!x) return; // ~ERROR expected type 'bool', found 'u32'
}

pub fn main() void {
    var x: u32 = 1;
    x = 2;
    if (x and true) return; // ~ERROR expected type 'bool', found 'u32'
}

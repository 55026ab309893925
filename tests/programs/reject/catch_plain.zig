pub fn main() void {
    var x: u32 = 1;
    x = 2;
    _ = x catch 3; // ~ERROR expected error union type, found 'u32'
}

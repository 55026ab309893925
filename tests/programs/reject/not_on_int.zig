// ! is for bools.
pub fn main() void {
    var a: u8 = 1;
    a += 1;
    if (!a) return; // ~ERROR expected type 'bool', found 'u8'
}

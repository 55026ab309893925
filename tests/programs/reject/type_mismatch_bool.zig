// if wants a bool, not a number.
pub fn main() void {
    var n: u32 = 1;
    n += 1;
    if (n) n = 0; // ~ERROR expected type 'bool', found 'u32'
}

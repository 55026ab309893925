// An if without else has no value.
pub fn main() void {
    var n: u8 = 1;
    n += 1;
    const x: u8 = if (n == 2) 1; // ~ERROR expected type 'u8', found 'void'
    _ = x;
}

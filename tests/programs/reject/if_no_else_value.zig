pub fn main() void {
    var b = true;
    b = false;
    const x: u32 = if (b) 1; // ~ERROR expected type 'u32', found 'void'
    _ = x;
}

pub fn main() void {
    var x: u32 = 1;
    if (x = 2) return; // ~ERROR expected ')', found '='
}

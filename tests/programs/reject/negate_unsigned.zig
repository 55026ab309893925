pub fn main() void {
    var x: u32 = 1;
    x = 2;
    _ = -x; // ~ERROR negation of type 'u32'
}

pub fn main() void {
    var x: u32 = 1;
    x = 2;
    if (0 < x < 3) return; // ~ERROR comparison operators cannot be chained
}

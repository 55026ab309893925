pub fn main() void {
    var x: u32 = 1;
    x = 2;
    _ = x / 0; // ~ERROR division by zero here causes illegal behavior
}

pub fn main() void {
    var x: u32 = 1;
    x = 2;
    if (x == "a") return; // ~ERROR cannot compare strings with ==
}

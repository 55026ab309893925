// A variable that nobody reads.
pub fn main() void {
    var x: u32 = 1; // ~WARN unused local variable
}

// What is never called is checked for names and use all the same.
fn never() void {
    var x: u32 = 1; // ~WARN unused local variable
    const y = 2; // ~WARN unused local constant
}
pub fn main() void {}

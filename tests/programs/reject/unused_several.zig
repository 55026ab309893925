// Several at once.
fn f(n: u32) void { // ~WARN unused function parameter
    const a = 1; // ~WARN unused local constant
    var b: u32 = 2; // ~WARN unused local variable
}
pub fn main() void {
    f(1);
}

// A parameter that nobody reads.
fn f(a: u8, b: u8) u8 { // ~WARN unused function parameter
    return a;
}
pub fn main() void {
    _ = f(1, 2);
}

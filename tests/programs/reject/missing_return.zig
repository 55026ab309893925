// A function with a result must return one on every path.
fn f(b: bool) u32 { // ~ERROR function with non-void return type 'u32' implicitly returns
    if (b) return 1;
}
pub fn main() void {
    _ = f(true);
}

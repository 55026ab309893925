// A parameter that is discarded and used.
fn f(n: u32) u32 {
    _ = n; // ~WARN pointless discard of function parameter
    return n + 1;
}
pub fn main() void {
    _ = f(1);
}

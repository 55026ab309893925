// A signed integer does not coerce to an unsigned one.
fn f(n: i32) u32 {
    return n; // ~ERROR expected type 'u32', found 'i32'
}
pub fn main() void {
    _ = f(1);
}

// An optional must be unwrapped.
fn f() ?u32 {
    return 1;
}
pub fn main() void {
    const n: u32 = f(); // ~ERROR expected type 'u32', found '?u32'
    _ = n;
}

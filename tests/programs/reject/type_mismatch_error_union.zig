// A result that may be an error must be handled.
fn f() !u32 {
    return 1;
}
pub fn main() void {
    const n: u32 = f(); // ~ERROR expected type 'u32', found '
    _ = n;
}

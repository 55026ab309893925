// A function with a result cannot return nothing.
fn f() u8 {
    return; // ~ERROR expected type 'u8', found 'void'
}
pub fn main() void {
    _ = f();
}

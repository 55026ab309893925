// A returned value of the wrong type.
fn f() i32 {
    return true; // ~ERROR expected type 'i32', found 'bool'
}
pub fn main() void {
    _ = f();
}

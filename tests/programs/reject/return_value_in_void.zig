// A void function returns nothing.
fn f() void {
    return 5; // ~ERROR expected type 'void', found 'comptime_int'
}
pub fn main() void {
    f();
}

// An error that is not in the function's set.
fn f() error{A}!void {
    return error.B; // ~ERROR expected type 'error{A}', found type 'error{B}'
}
pub fn main() void {
    f() catch {};
}

// The same for functions.
fn f() void {} // ~ERROR duplicate struct member name 'f'
fn f() void {}
pub fn main() void {
    f();
}

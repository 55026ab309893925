// Errors of use in several functions are all found.
fn a() void {
    undefinedName(); // ~ERROR use of undeclared identifier 'undefinedName'
}
fn b() void {
    otherName(); // ~ERROR use of undeclared identifier 'otherName'
}
pub fn main() void {
    a();
    b();
}

// A type that does not exist.
fn f(x: Strin) void { // ~ERROR use of undeclared identifier 'Strin'
    _ = x;
}
pub fn main() void {
    f(1);
}

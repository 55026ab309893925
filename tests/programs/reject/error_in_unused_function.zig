// What is never called is not analysed, but its names are checked.
fn unused() void {
    _ = nowhere; // ~ERROR use of undeclared identifier 'nowhere'
}
pub fn main() void {}

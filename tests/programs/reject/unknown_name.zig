// A name that is declared nowhere.
pub fn main() void {
    const x = missing + 1; // ~ERROR use of undeclared identifier 'missing'
    _ = x;
}

pub fn main() void {
    const x: int = 1; // ~ERROR use of undeclared identifier 'int'
    _ = x;
}

pub fn main() void {
    defer return; // ~ERROR cannot return from defer expression
}

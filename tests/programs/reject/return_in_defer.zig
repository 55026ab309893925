// A defer cannot return.
pub fn main() void {
    defer return; // ~ERROR cannot return from defer expression
}

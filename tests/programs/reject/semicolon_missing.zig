pub fn main() void {
    const x = 1 // ~ERROR expected ';' after statement
    _ = x;
}

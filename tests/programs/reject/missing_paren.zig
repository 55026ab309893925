// So do parentheses.
pub fn main() void {
    const x = (1 + 2; // ~ERROR expected ')', found ';'
    _ = x;
}

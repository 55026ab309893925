// Operators need the same space on both sides.
pub fn main() void {
    const a = 1;
    const b = a *-1; // ~ERROR binary operator '*' has whitespace on one side, but not the other
    _ = b;
}

// A character that no token begins with.
pub fn main() void {
    const x = 1 # 2; // ~ERROR expected ';' after statement
    _ = x;
}

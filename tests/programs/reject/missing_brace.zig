// Braces come in pairs.
pub fn main() void {
    if (true) {
 // ~ERROR expected statement, found 'EOF'
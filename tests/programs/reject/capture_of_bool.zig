// A bool cannot be captured.
pub fn main() void {
    var b = true;
    b = false;
    if (b) |x| _ = x; // ~ERROR expected optional type, found 'bool'
}

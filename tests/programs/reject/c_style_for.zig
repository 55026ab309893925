// There is no C style for.
pub fn main() void {
    for (int i = 0; i < 3; i++) {} // ~ERROR expected ',' after for operand
}

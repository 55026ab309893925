// A condition that is an optional needs a capture.
fn next() ?u8 {
    return null;
}
pub fn main() void {
    while (next()) {} // ~ERROR expected type 'bool', found '?u8'
}

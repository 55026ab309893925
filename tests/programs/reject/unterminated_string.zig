// A string ends on its line.
pub fn main() void {
    const s = "no end; // ~ERROR string literal contains invalid byte: '\n'
    _ = s;
}

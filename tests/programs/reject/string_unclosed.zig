pub fn main() void {
    const s = "abc; // ~ERROR string literal contains invalid byte: '\n'
    _ = s;
}

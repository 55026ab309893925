pub fn main() void {
    const n = 0b12; // ~ERROR invalid digit '2' for binary base
    _ = n;
}

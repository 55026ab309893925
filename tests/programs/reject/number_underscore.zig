pub fn main() void {
    const n = 1__0; // ~ERROR repeated digit separator
    _ = n;
}

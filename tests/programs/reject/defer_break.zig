pub fn main() void {
    while (true) {
        defer break; // ~ERROR cannot break out of defer expression
    }
}

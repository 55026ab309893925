pub fn main() void {
    while (true) {
        break :outer; // ~ERROR label not found: 'outer'
    }
}

pub fn main() void {
    const a = [_]u8{1};
    for (a) { // ~ERROR expected loop payload, found '{'
        break;
    }
}

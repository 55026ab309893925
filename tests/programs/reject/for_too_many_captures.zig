pub fn main() void {
    const a = [_]u8{1};
    for (a) |x, i| { // ~ERROR extra capture in for loop
        _ = x;
        _ = i;
    }
}

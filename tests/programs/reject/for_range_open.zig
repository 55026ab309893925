pub fn main() void {
    for (0..) |i| { // ~ERROR unbounded for loop
        _ = i;
    }
}

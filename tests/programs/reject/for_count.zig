pub fn main() void {
    for (10) |i| { // ~ERROR type 'comptime_int' is not indexable and not a range
        _ = i;
    }
}

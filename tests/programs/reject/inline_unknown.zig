pub fn main() void {
    var n: usize = 3;
    n = 4;
    inline for (0..n) |i| { // ~ERROR unable to resolve comptime value
        _ = i;
    }
}

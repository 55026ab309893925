// A compile-time loop that runs too long.
pub fn main() void {
    comptime var i = 0;
    inline while (true) { // ~ERROR evaluation exceeded 1000 backwards branches
        i += 1;
    }
}

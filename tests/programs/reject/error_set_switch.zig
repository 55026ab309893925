// A switch over an error set must name every error.
fn f(n: u8) error{ A, B }!void {
    if (n == 1) return error.A;
    if (n == 2) return error.B;
}
pub fn main() void {
    f(1) catch |e| switch (e) { // ~ERROR switch must handle all possibilities
        error.A => {},
    };
}

const E = error{ A, B };
fn f(e: E) u32 {
    return switch (e) {
        error.A => 1,
        error.B => 2,
        else => 3, // ~ERROR unreachable else prong; all cases already handled
    };
}
pub fn main() void {
    _ = f(error.A);
}

const E = error{ A, B };
fn f(e: E) u32 {
    return switch (e) { // ~ERROR switch must handle all possibilities
        error.A => 1,
    };
}
pub fn main() void {
    _ = f(error.A);
}

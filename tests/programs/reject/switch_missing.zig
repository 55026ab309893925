const E = enum { a, b, c };
fn f(e: E) u32 {
    return switch (e) { // ~ERROR switch must handle all possibilities
        .a => 1,
        .b => 2,
    };
}
pub fn main() void {
    _ = f(.a);
}

const E = enum { a, b };
fn f(e: E) u32 {
    return switch (e) {
        .a => 1,
        .b => 2,
        else => 3, // ~ERROR unreachable else prong; all cases already handled
    };
}
pub fn main() void {
    _ = f(.a);
}

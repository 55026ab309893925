const E = enum { a, b };
fn f(e: E) u32 {
    return switch (e) {
        .a => 1,
        .c => 2, // ~ERROR no field named 'c' in enum 'switch_unknown_member.E'
        else => 3,
    };
}
pub fn main() void {
    _ = f(.a);
}

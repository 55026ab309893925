const E = error{ A, B };
fn f(e: E) u32 {
    return switch (e) {
        error.A => 1,
        error.C => 2, // ~ERROR expected type 'error{A,B}', found 'error{C}'
        else => 3,
    };
}
pub fn main() void {
    _ = f(error.A);
}

const E = error{ A, B };
fn f(n: u32) E!u32 {
    if (n == 0) return error.C; // ~ERROR expected type 'error{A,B}', found type 'error{C}'
    return n;
}
pub fn main() void {
    _ = f(1) catch 0;
}

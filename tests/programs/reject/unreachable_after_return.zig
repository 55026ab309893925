// Code behind a return.
pub fn main() void {
    return;
    const x = 1; // ~WARN unreachable code
    _ = x; // ~WARN unreachable code
}

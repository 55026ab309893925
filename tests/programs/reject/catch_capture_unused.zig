fn f() !u32 {
    return 1;
}
pub fn main() void {
    const x: u32 = f() catch |e| 3; // ~WARN unused capture
    _ = x;
}

fn f() u32 {
    return 1;
    return 2; // ~WARN unreachable code
}
pub fn main() void {
    _ = f();
}

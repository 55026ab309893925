fn f(n: u32) u32 { // ~ERROR function with non-void return type 'u32' implicitly returns
    if (n == 0) return 1;
}
pub fn main() void {
    _ = f(1);
}

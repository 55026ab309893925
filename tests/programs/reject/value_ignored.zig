fn f() u32 {
    return 1;
}
pub fn main() void {
    f(); // ~ERROR value of type 'u32' ignored
}

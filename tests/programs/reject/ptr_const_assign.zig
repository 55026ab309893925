fn f(p: *const u32) void {
    p.* = 1; // ~ERROR cannot assign to constant
}
pub fn main() void {
    f(&1);
}

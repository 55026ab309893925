fn f(p: *u32) void {
    p.* = 1;
}
pub fn main() void {
    f(&5); // ~ERROR expected type '*u32', found '*const u32'
}

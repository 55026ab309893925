fn f(p: *const u32) *u32 {
    return p; // ~ERROR expected type '*u32', found '*const u32'
}
pub fn main() void {
    _ = f(&1);
}

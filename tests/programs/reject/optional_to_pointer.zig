fn f(p: ?*u32) *u32 {
    return p; // ~ERROR expected type '*u32', found '?*u32'
}
pub fn main() void {
    _ = f(null);
}

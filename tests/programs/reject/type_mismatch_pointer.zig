// *const does not become *.
fn set(p: *u32) void {
    p.* = 1;
}
pub fn main() void {
    const x: u32 = 5;
    set(&x); // ~ERROR expected type '*u32', found '*const u32'
}

// Pointers to different types.
pub fn main() void {
    var x: u32 = 1;
    const p: *i32 = &x; // ~ERROR expected type '*i32', found '*u32'
    _ = p;
}

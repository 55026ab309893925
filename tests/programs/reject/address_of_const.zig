pub fn main() void {
    const x: u32 = 1;
    const p: *u32 = &x; // ~ERROR expected type '*u32', found '*const u32'
    p.* = 2;
}

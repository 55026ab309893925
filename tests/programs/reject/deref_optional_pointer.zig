pub fn main() void {
    var x: u32 = 1;
    const p: ?*u32 = &x;
    p.* = 2; // ~ERROR cannot dereference non-pointer type '?*u32'
}

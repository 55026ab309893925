pub fn main() void {
    var x: u32 = 1;
    const p: *anyopaque = &x;
    _ = p.*; // ~ERROR cannot load opaque type 'anyopaque'
    x = 2;
}

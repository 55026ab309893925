pub fn main() void {
    var x: u32 = 1;
    const p = &x;
    if (p < p) return; // ~ERROR operator < not allowed for type '*u32'
    x = 2;
}

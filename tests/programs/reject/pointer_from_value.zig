fn f(p: *u32) void {
    p.* = 1;
}
pub fn main() void {
    var x: u32 = 1;
    f(x); // ~ERROR expected type '*u32', found 'u32'
    x = 2;
}

fn f() u32 {
    return h; // ~ERROR unable to resolve comptime value
}
var h: u32 = 1;
const x = f();
pub fn main() void {
    _ = x;
}

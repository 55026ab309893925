var g: u32 = 1;
fn f() u32 {
    return g; // ~ERROR unable to resolve comptime value
}
pub fn main() void {
    const x = comptime f();
    _ = x;
}

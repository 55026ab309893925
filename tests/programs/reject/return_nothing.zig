fn f() u32 {
    return; // ~ERROR expected type 'u32', found 'void'
}
pub fn main() void {
    _ = f();
}

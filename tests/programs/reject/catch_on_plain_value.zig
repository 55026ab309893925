// So does catch.
fn f() u32 {
    return 1;
}
pub fn main() void {
    _ = f() catch 0; // ~ERROR expected error union type, found 'u32'
}

pub fn main() void {
    var a: u32 = 1;
    a = 2;
    const b: i32 = a; // ~ERROR expected type 'i32', found 'u32'
    _ = b;
}

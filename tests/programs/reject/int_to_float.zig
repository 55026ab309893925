pub fn main() void {
    var a: u32 = 1;
    a = 2;
    const b: f64 = a; // ~ERROR expected type 'f64', found 'u32'
    _ = b;
}

pub fn main() void {
    var a: f64 = 1;
    a = 2;
    var b: i32 = 2;
    b = 3;
    _ = a + b; // ~ERROR incompatible types: 'f64' and 'i32'
}

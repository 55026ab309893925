pub fn main() void {
    var a: u32 = 1;
    a = 2;
    _ = @sqrt(a); // ~ERROR expected vector of floats or float type, found 'u32'
}

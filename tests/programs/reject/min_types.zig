pub fn main() void {
    var a: u8 = 1;
    a = 2;
    _ = @min(a, "x"); // ~ERROR expected number, found '*const [1:0]u8'
}

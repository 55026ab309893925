pub fn main() void {
    var x: u32 = 1;
    x = "a"; // ~ERROR expected type 'u32', found '*const [1:0]u8'
}

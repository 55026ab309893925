// A labeled block whose value is not used.
pub fn main() void {
    var n: u8 = 1;
    n += 1;
    blk: { // ~ERROR value of type 'u8' ignored
        break :blk n;
    }
}

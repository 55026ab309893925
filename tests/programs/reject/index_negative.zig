// An index is a usize.
pub fn main() void {
    const a = [_]u8{ 1, 2, 3 };
    var i: i32 = 1;
    i += 1;
    _ = a[i]; // ~ERROR expected type 'usize', found 'i32'
}

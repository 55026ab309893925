pub fn main() void {
    const a = [_]i32{ 1, 2, 3 };
    var i: i32 = 0;
    i += 1;
    _ = a[i]; // ~ERROR expected type 'usize', found 'i32'
}

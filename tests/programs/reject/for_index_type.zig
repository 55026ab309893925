pub fn main() void {
    var sum: u32 = 0;
    for (0..10) |i| {
        sum += i; // ~ERROR expected type 'u32', found 'usize'
    }
}

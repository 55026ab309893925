pub fn main() void {
    const x: @This() = 5; // ~ERROR expected type 'this_outside', found 'comptime_int'
    _ = x;
}

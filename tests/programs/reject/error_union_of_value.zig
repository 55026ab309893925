const E = error{X};
pub fn main() void {
    const x: E = 1; // ~ERROR expected type 'error{X}', found 'comptime_int'
    _ = x;
}

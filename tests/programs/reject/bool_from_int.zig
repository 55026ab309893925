pub fn main() void {
    const x: bool = 1; // ~ERROR expected type 'bool', found 'comptime_int'
    _ = x;
}

pub fn main() void {
    _ = @tagName(5); // ~ERROR expected enum or union; found 'comptime_int'
}

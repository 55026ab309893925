pub fn main() void {
    const x = "a" ++ 5; // ~ERROR expected indexable; found 'comptime_int'
    _ = x;
}

pub fn main() void {
    const f: fn () void = 5; // ~ERROR expected type 'fn () void', found 'comptime_int'
    f();
}

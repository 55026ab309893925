fn f(n: u32) u32 {
    return switch (n) { // ~ERROR switch must handle all possibilities
        0 => 1,
        1 => 2,
    };
}
pub fn main() void {
    _ = f(1);
}

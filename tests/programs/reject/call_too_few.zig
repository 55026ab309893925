fn add(a: i32, b: i32) i32 {
    return a + b;
}
pub fn main() void {
    _ = add(1); // ~ERROR expected 2 argument(s), found 1
}

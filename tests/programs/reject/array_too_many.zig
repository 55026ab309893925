pub fn main() void {
    const a = [3]i32{ 1, 2, 3, 4 }; // ~ERROR expected 3 array elements; found 4
    _ = a;
}

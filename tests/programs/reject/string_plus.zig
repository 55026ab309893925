pub fn main() void {
    const s = "a" + "b"; // ~ERROR invalid pointer-pointer arithmetic operator
    _ = s;
}

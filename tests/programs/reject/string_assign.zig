pub fn main() void {
    const s = "abc";
    s[0] = 'x'; // ~ERROR cannot assign to constant
}

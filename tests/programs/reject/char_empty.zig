pub fn main() void {
    const c = ''; // ~ERROR empty character literal
    _ = c;
}

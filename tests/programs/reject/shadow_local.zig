// A local may not hide another local.
pub fn main() void {
    const x = 1;
    {
        const x = 2; // ~ERROR local constant 'x' shadows local constant from outer scope
        _ = x;
    }
    _ = x;
}

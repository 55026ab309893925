// Nor a capture an outer name.
pub fn main() void {
    const a: ?u8 = 1;
    const x: u8 = 2;
    if (a) |x| _ = x; // ~ERROR capture 'x' shadows local constant from outer scope
    _ = x;
}

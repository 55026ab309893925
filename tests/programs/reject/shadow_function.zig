fn count() u32 {
    return 1;
}
pub fn main() void {
    const count = 2; // ~ERROR local constant shadows declaration of 'count'
    _ = count;
}

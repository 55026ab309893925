// Several mistakes are reported in one run.
fn one() u8 {
    return 300; // ~ERROR type 'u8' cannot represent integer value '300'
}
fn two() u8 {
    return "x"; // ~ERROR expected type 'u8', found '*const [1:0]u8'
}
pub fn main() void {
    _ = one();
    _ = two();
}

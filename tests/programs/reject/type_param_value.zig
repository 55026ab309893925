fn f(comptime T: type, x: T) T {
    return x;
}
pub fn main() void {
    _ = f(u8, 256); // ~ERROR type 'u8' cannot represent integer value '256'
}

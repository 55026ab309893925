// A constant that does not fit its type.
pub fn main() void {
    const n: u8 = 256; // ~ERROR type 'u8' cannot represent integer value '256'
    _ = n;
}

pub fn main() void {
    const x: u8 = 256; // ~ERROR type 'u8' cannot represent integer value '256'
    _ = x;
}

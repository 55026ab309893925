pub fn main() void {
    var x: u8 = 1;
    x = 2;
    _ = x << 8; // ~ERROR type 'u3' cannot represent integer value '8'
}

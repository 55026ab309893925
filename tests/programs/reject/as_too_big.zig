pub fn main() void {
    _ = @as(u8, 300); // ~ERROR type 'u8' cannot represent integer value '300'
}

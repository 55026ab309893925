const E = enum(u8) { a = 1, b = 1 }; // ~ERROR enum tag value 1 already taken
pub fn main() void {
    _ = E.a;
}

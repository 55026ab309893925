const P = packed struct(u8) { a: u4, b: u5 }; // ~ERROR backing integer type 'u8' has bit size 8 but the struct fields have a total bit size of 9
pub fn main() void {
    const p: P = .{ .a = 1, .b = 2 };
    _ = p;
}

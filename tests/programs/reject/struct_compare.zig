const S = struct { a: u8 };
pub fn main() void {
    const a = S{ .a = 1 };
    const b = S{ .a = 1 };
    if (a == b) return; // ~ERROR operator == not allowed for type 'struct_compare.S'
}

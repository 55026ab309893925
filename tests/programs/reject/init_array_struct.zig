const S = struct { a: u8, b: u8 };
pub fn main() void {
    const s: S = .{ 1, 2 }; // ~ERROR type 'init_array_struct.S' does not support array initialization syntax
    _ = s;
}

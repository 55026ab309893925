const S = struct { a: u8 = 1 };
pub fn main() void {
    const s: S = S; // ~ERROR expected type 'struct_as_value.S', found 'type'
    _ = s;
}

// A field's default of the wrong type.
const P = struct { x: u8 = 300 }; // ~ERROR type 'u8' cannot represent integer value '300'
pub fn main() void {
    const p = P{};
    _ = p;
}

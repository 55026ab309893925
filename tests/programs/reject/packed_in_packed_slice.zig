// A packed struct cannot hold a slice.
const P = packed struct { s: []u8 }; // ~ERROR packed structs cannot contain fields of type '[]u8'
pub fn main() void {
    const p: P = undefined;
    _ = p;
}

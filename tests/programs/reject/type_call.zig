const S = struct { a: u8 };
pub fn main() void {
    const s = S(1); // ~ERROR type 'type' not a function
    _ = s;
}

const S = struct { a: u8 };
pub fn main() void {
    _ = @offsetOf(S, "b"); // ~ERROR no field named 'b' in struct 'offset_unknown.S'
}

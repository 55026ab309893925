fn f(x: f32) u8 {
    return switch (x) { // ~ERROR invalid switch operand type 'f32'
        1.0 => 1,
        else => 2,
    };
}
pub fn main() void {
    _ = f(1);
}

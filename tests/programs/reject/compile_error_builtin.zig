// @compileError says what the program's author wanted to say.
fn only(comptime T: type) void {
    if (T != u8) @compileError("only u8, please"); // ~ERROR only u8, please
}
pub fn main() void {
    only(u16);
}

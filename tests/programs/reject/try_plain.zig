fn f() u32 {
    return 1;
}
pub fn main() !void {
    _ = try f(); // ~ERROR expected error union type, found 'u32'
}

fn f() !void {
    return error.Bad;
}
pub fn main() void {
    _ = f(); // ~ERROR error union is discarded
}

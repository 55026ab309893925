fn f() !void {
    return error.Bad;
}
pub fn main() void {
    f(); // ~ERROR error union is ignored
}

// try in a function that cannot return an error.
fn f() !void {
    return error.Bad;
}
pub fn main() void {
    try f(); // ~ERROR expected type 'void', found '
}

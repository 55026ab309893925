fn f() !void {}
pub fn main() !void {
    defer try f(); // ~ERROR 'try' not allowed inside defer expression
}

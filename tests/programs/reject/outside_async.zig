// There is one thread. // ~NOT-ZIG
fn f() void {}
pub fn main() void {
    _ = async f(); // ~ERROR 'async' is not in undefer's subset of Zig
}

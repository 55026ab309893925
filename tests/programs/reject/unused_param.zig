fn f(a: u32) void {} // ~WARN unused function parameter
pub fn main() void {
    f(1);
}

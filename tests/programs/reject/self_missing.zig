const S = struct {
    a: u8,
    fn f(self: S) u8 {
        return b(self); // ~ERROR use of undeclared identifier 'b'
    }
};
pub fn main() void {
    _ = (S{ .a = 1 }).f();
}

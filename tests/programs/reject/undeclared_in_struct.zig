const S = struct {
    a: u8,
    fn f() u8 {
        return a; // ~ERROR use of undeclared identifier 'a'
    }
};
pub fn main() void {
    _ = S.f();
}

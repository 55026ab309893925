// A name that two containers around the place declare.
const A = struct {
    fn f() u8 {
        const B = struct {
            fn f() u8 {
                return 1;
            }
            const g = f; // ~ERROR ambiguous reference
        };
        return B.g();
    }
};
pub fn main() void {
    _ = A.f();
}

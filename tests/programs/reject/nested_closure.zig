pub fn main() void {
    var x: u32 = 1;
    x += 1;
    const S = struct {
        fn f() u32 {
            return x; // ~ERROR mutable 'x' not accessible from here
        }
    };
    _ = S.f();
}

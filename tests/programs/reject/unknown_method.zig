// A method that does not exist.
const P = struct {
    fn a(self: P) void {
        _ = self;
    }
};
pub fn main() void {
    const p = P{};
    p.b(); // ~ERROR no field or member function named 'b' in 'unknown_method.P'
}

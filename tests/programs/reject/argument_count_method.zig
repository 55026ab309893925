// A method counts its self.
const P = struct {
    fn m(self: P, n: u8) u8 {
        _ = self;
        return n;
    }
};
pub fn main() void {
    const p = P{};
    _ = p.m(); // ~ERROR member function expected 1 argument(s), found 0
}

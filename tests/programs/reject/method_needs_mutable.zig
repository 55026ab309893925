// A method that changes the object cannot be called on a constant.
const P = struct {
    x: u32 = 0,
    fn inc(self: *P) void {
        self.x += 1;
    }
};
pub fn main() void {
    const p = P{};
    p.inc(); // ~ERROR expected type '*method_needs_mutable.P', found '*const method_needs_mutable.P'
}

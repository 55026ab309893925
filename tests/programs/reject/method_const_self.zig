const C = struct {
    n: u32 = 0,
    fn inc(self: *C) void {
        self.n += 1;
    }
};
pub fn main() void {
    const c = C{};
    c.inc(); // ~ERROR expected type '*method_const_self.C', found '*const method_const_self.C'
}

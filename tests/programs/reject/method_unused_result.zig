const C = struct {
    n: u32 = 1,
    fn get(self: C) u32 {
        return self.n;
    }
};
pub fn main() void {
    const c = C{};
    c.get(); // ~ERROR value of type 'u32' ignored
}

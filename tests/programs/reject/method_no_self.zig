const C = struct {
    fn make() C {
        return .{};
    }
};
pub fn main() void {
    const c = C{};
    _ = c.make(); // ~ERROR no field or member function named 'make' in 'method_no_self.C'
}

// A function needs a body. // ~NOT-ZIG
const A = struct {
    fn f(self: A) void // ~ERROR
    fn g(self: A) void
};

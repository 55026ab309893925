// An else that can never be reached.
const E = enum { a, b };
pub fn main() void {
    var e: E = .a;
    e = .b;
    switch (e) {
        .a => {},
        .b => {},
        else => {}, // ~ERROR unreachable else prong; all cases already handled
    }
}

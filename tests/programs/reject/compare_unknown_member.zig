const E = enum { a, b };
pub fn main() void {
    const e: E = .a;
    if (e == .c) {} // ~ERROR no field named 'c' in enum
}

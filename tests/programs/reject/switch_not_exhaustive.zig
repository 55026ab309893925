// A switch must handle every tag.
const E = enum { a, b, c };
pub fn main() void {
    var e: E = .a;
    e = .b;
    switch (e) { // ~ERROR switch must handle all possibilities
        .a => {},
        .b => {},
    }
}

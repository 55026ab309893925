// Comparing unions needs a tag.
const U = union { a: u8, b: u8 };
pub fn main() void {
    var u = U{ .a = 1 };
    u.b = 2;
    switch (u) { // ~ERROR switch on union with no attached enum
        .a => {},
        .b => {},
    }
}

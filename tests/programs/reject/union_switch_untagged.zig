const U = union { a: u8, b: u16 };
pub fn main() void {
    const u = U{ .a = 1 };
    switch (u) { // ~ERROR switch on union with no attached enum
        .a => {},
        .b => {},
    }
}

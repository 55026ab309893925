// A value handled twice.
pub fn main() void {
    var n: u8 = 1;
    n += 1;
    switch (n) {
        1 => {},
        1 => {}, // ~ERROR duplicate switch value
        else => {},
    }
}

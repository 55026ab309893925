// A switch over an integer needs an else.
pub fn main() void {
    var n: u32 = 1;
    n += 1;
    switch (n) { // ~ERROR switch must handle all possibilities
        0 => {},
        1 => {},
    }
}

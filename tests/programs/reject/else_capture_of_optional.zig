// Only an error union has something to capture in its else.
pub fn main() void {
    var b: ?u8 = 1;
    b = null;
    if (b) |x| { // ~ERROR expected error union type, found '?u8'
        _ = x;
    } else |e| {
        _ = e;
    }
}

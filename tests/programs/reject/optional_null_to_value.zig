// null needs an optional.
pub fn main() void {
    const p: *u8 = null; // ~ERROR expected type '*u8', found '@TypeOf(null)'
    _ = p;
}

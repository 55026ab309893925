pub fn main() void {
    const p: *u32 = null; // ~ERROR expected type '*u32', found '@TypeOf(null)'
    _ = p;
}

pub fn main() void {
    const x: u32 = null; // ~ERROR expected type 'u32', found '@TypeOf(null)'
    _ = x;
}

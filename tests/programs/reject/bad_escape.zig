// An escape that does not exist.
pub fn main() void {
    const s = "\q"; // ~ERROR invalid escape character: 'q'
    _ = s;
}

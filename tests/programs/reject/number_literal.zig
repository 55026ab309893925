// A digit that the base does not have.
pub fn main() void {
    const x = 0b102; // ~ERROR invalid digit '2' for binary base
    _ = x;
}

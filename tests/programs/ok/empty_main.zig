// Nothing to do, nothing to say.
pub fn main() void {}

// A name declared twice in the file.
const a = 1; // ~ERROR duplicate struct member name 'a'
const a = 2;
pub fn main() void {}

test 5 {} // ~ERROR expected block, found 'a number literal'
pub fn main() void {}

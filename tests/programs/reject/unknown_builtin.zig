// A builtin that does not exist.
pub fn main() void {
    @doMagic(); // ~ERROR invalid builtin function: '@doMagic'
}

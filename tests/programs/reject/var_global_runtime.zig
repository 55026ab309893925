// A global's initial value is known at compile time.
var n: u32 = 1;
const m = n + 1; // ~ERROR unable to resolve comptime value
pub fn main() void {
    _ = m;
}

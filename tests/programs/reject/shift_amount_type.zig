// A run-time shift amount must be small enough by its type.
pub fn main() void {
    var n: u32 = 5;
    n += 1;
    const x: u32 = 1;
    _ = x << n; // ~ERROR expected type 'u5', found 'u32'
}

// Known at compile time.
pub fn main() void {
    const z = 0;
    const n: i32 = 5 / z; // ~ERROR division by zero here causes illegal behavior
    _ = n;
}

pub fn main() void {
    var n: usize = 3;
    n = 4;
    const x = "a" ** n; // ~ERROR unable to resolve comptime value
    _ = x;
}

pub fn main() void {
    const n = 012; // ~ERROR number '012' has leading zero
    _ = n;
}
